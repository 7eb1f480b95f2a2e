import type { Kind, Listener, ServerConf } from '../lab/derive/server-conf.ts';
import { valuesAt } from './settings.ts';

/** A port on which a server listens, for whatever it is. */
export interface Port extends Pick<Listener, 'port' | 'host' | 'at'> {
  kind: Kind | 'monitor' | 'mqtt' | 'profile';
}

const others: [Port['kind'], path: string][] = [
  ['monitor', 'http_port'],
  ['monitor', 'monitor_port'],
  ['monitor', 'https_port'],
  ['monitor', 'http'],
  ['monitor', 'https'],
  ['mqtt', 'mqtt.port'],
  ['mqtt', 'mqtt.listen'],
  ['profile', 'prof_port'],
];

/** All ports on which a server listens: of the keys for one purpose the last counts. */
export const portsOf = (server: ServerConf): Port[] => {
  const found = new Map<Port['kind'], Port>();
  const values = others.flatMap(([kind, path]) =>
    valuesAt(server, path).map((value) => ({ kind, ...value })),
  );
  for (const { kind, text, start } of values.toSorted((a, b) => a.start - b.start)) {
    const [, host, port] = /^(?:(.*):)?(-?\d+)$/.exec(text) ?? [];
    if (port !== undefined)
      found.set(kind, { kind, port: Number(port), at: start, ...(host && { host }) });
  }
  return [...server.listeners, ...found.values()];
};

import type { Derived } from './derive.ts';
import type { Dial, Listener, ServerConf } from './server-conf.ts';

/** The ports at which proxies and load balancers take what comes from the web. */
const webPorts = [80, 443];

/** Whether a URL leads to such a port. */
export const isWebPort = ({ port }: Dial): boolean => webPorts.includes(port);

/** Whether a URL leads to the server itself: by its own name or an address, so that no proxy maps its port. */
export const isDirect = ({ host }: Dial, { name }: ServerConf): boolean =>
  host.toLowerCase() === name.toLowerCase() || /^[\d.]+$|^\[|^localhost$/i.test(host);

/**
 * The WebSocket listener of a server to which something in between must lead, such as an ingress that ends TLS: it is
 * dialled at a port of the web where it does not listen itself, or with TLS where it has none.
 */
export function behindProxy(dial: Dial, hub: ServerConf): Listener | undefined {
  if (!dial.webSocket || !isWebPort(dial) || isDirect(dial, hub)) return undefined;
  const here = hub.listeners.find(({ port }) => port === dial.port);
  if (here && (here.kind !== 'websocket' || speaksTls(hub) || !dial.tls)) return undefined;
  return hub.listeners.find(({ kind }) => kind === 'websocket');
}

/** A dial that something in between must take: by its URL it does not come to the server that it is for. */
export interface Proxied {
  dial: Dial;
  hub: ServerConf;
  listener: Listener;
}

/** The dials of a server that lead to others by way of something in between. */
export const proxiedOf = (confs: Derived['confs'], { dials }: ServerConf): Proxied[] =>
  dials.flatMap((dial) => {
    const [first] = dial.to.flatMap((name) => {
      const hub = confs.get(name);
      const listener = hub && behindProxy(dial, hub);
      return listener ? [{ dial, hub, listener }] : [];
    });
    return first ?? [];
  });

/** Whether the WebSocket of a server speaks TLS. */
export const speaksTls = ({ conf }: ServerConf): boolean =>
  conf.blocks.some(({ path }) => /^(websocket|ws)\ntls$/.test(path.join('\n')));

import { proxiedOf, speaksTls } from '../lab/derive/behind-proxy.ts';
import type { Derived } from '../lab/derive/derive.ts';
import { code } from './quote.ts';

/** A part of a README: it is left out where it has nothing to say. */
export interface Section {
  title: string;
  text?: string;
  items?: string[];
  commands?: string[];
  table?: string[];
}

/** The line by which the README of a pack, and with it the folder, is known for one. */
export const packedLine = 'Packed by Leafwise from the configurations of these servers:';

/** Writes the README of a pack: what is in it, and the sections that say what to do. */
export function readme(derived: Derived, place: string, sections: readonly Section[]): string {
  const { topology } = derived;
  const links = topology.links.map(
    ({ kind, from, to, accounts }) =>
      `${code(from)} → ${code(to)} (${kind}${accounts ? `: ${accounts.map(({ local, remote }) => `${code(local)} to ${code(remote)}`).join(', ')}` : ''})`,
  );
  const outside = (topology.outside ?? []).map(
    ({ name }) => `${code(name)} is not part of this pack. It must be reachable under this name.`,
  );
  const between = [...derived.confs.values()].flatMap((conf) =>
    proxiedOf(derived.confs, conf).map(({ dial, hub, listener }) => {
      const port = `port ${listener.port} of ${code(hub.name)}, which speaks WebSocket${dial.tls && !speaksTls(hub) ? ' without TLS: the proxy ends TLS' : ''}`;
      return `${code(`${dial.host}:${dial.port}`)}, which ${code(conf.name)} dials, must be a proxy that leads to ${port}. It is not part of this pack.`;
    }),
  );
  return [
    `# A NATS network for ${place}\n`,
    `${packedLine}\n`,
    ...topology.servers.map(
      ({ name, domain, cluster }) =>
        `- ${code(name)}${domain === undefined ? '' : `, JetStream domain ${code(domain)}`}${cluster === undefined ? '' : `, of the cluster ${code(cluster)}`}`,
    ),
    ...(links.length > 0 ? ['\nWho dials whom:\n', ...links.map((link) => `- ${link}`)] : []),
    ...[
      ...sections,
      { title: 'Outside of this pack', items: [...outside, ...new Set(between)] },
    ].flatMap(written),
    '',
  ].join('\n');
}

function written({ title, text, items = [], commands = [], table = [] }: Section): string[] {
  if (items.length === 0 && commands.length === 0 && table.length <= 2) return [];
  return [
    `\n## ${title}`,
    ...(text === undefined ? [] : [`\n${text}`]),
    ...(items.length > 0 ? ['', ...items.map((item) => `- ${item}`)] : []),
    ...(table.length > 2 ? ['', ...table] : []),
    ...(commands.length > 0 ? ['\n```sh', ...commands, '```'] : []),
  ];
}

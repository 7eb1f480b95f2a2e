import { readConf } from '../conf/conf-text.ts';
import { dialledBy, type Dialled } from '../conf/server-settings.ts';
import { linesOfLink } from './lines-of-link.ts';
import type { LinkSpec, ServerSpec, Topology } from './topology.ts';

/**
 * How a link stands in the configurations. `choice`: each remote that names it names other servers too, and connects
 * to one of them.
 */
export type Dialling = 'dialled' | 'choice' | 'not dialled';

/** How each link stands in the configurations of its servers, by name. */
export function diallingOf({ servers, links }: Topology): Record<string, Dialling> {
  const dials = new Map(servers.map((server) => [server.name, dialsOf(server)]));
  const names = (from: string, kind: LinkSpec['kind'], to: string) =>
    (dials.get(from) ?? []).filter((url) => url.kind === kind && url.host === to);
  const isDialled = (link: LinkSpec): Dialling => {
    const { kind, from, to } = link;
    // Members of a cluster list each other, and so do gateways: one of two is enough.
    if (kind !== 'leaf') {
      return names(from, kind, to).length + names(to, kind, from).length > 0
        ? 'dialled'
        : 'not dialled';
    }
    const remotes = names(from, kind, to).map(({ url }) => url.block);
    if (remotes.length === 0) return 'not dialled';
    const others = links.filter((each) => each.from === from && each.to !== to);
    const isShared = (remote: object) =>
      others.some((each) => names(from, kind, each.to).some(({ url }) => url.block === remote));
    return remotes.every(isShared) ? 'choice' : 'dialled';
  };
  return Object.fromEntries(links.map((link) => [link.name, isDialled(link)]));
}

const dialsOf = ({ config }: ServerSpec): Dialled[] => dialledBy(readConf(config));

/** Whether a server neither dials as a leaf node nor takes leaf nodes, as its configuration has it. */
export function isAlone(server: ServerSpec): boolean {
  const { name, config } = server;
  if (config === '') return false;
  return (
    !dialsOf(server).some(({ kind }) => kind === 'leaf') &&
    linesOfLink(config, { kind: 'leaf', from: '', to: name }, 'to').length === 0
  );
}

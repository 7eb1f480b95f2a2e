import type { Block } from '../../lab/conf/conf-text.ts';
import type { Place as FilePlace } from '../../lab/derive/given.ts';
import type { Dial } from '../../lab/derive/server-conf.ts';
import { leafsOf } from '../../lab/monitoring/leafz.ts';
import type { LinkSpec } from '../../lab/topology/topology.ts';
import type { Running } from './running.ts';

/** A remote of a server that runs. */
export interface RemoteRun {
  from: string;
  /** The links of the servers that its URLs mean, and of the other members of their clusters. */
  links: LinkSpec[];
  /** Its URLs as they were given. */
  dials: Dial[];
  /** Whether it logs in by an nkey. */
  hasNkey: boolean;
  /** The account of the server that dials, by its name. */
  local: string;
  /** The same as the server lists it: in operator mode a public key. */
  localKey: string;
  /** Where its first URL stands. */
  place: FilePlace;
}

/** The remotes of a server that lead to servers of the network: those that lead elsewhere are not dialled here. */
export function remotesRun({ topology, derived }: Running, from: string): RemoteRun[] {
  const conf = derived.confs.get(from);
  const clusterOf = (name: string) => topology.servers.find((each) => each.name === name)?.cluster;
  const remotes = new Map<Block, RemoteRun>();
  for (const dial of conf?.dials ?? []) {
    if (dial.kind !== 'leaf') continue;
    const clusters = dial.to.flatMap((name) => clusterOf(name) ?? []);
    const links = topology.links.filter(
      (link) =>
        link.kind === 'leaf' &&
        link.from === from &&
        (dial.to.includes(link.to) || clusters.includes(clusterOf(link.to) ?? '')) &&
        topology.servers.some(({ name }) => name === link.to),
    );
    const { block } = dial.url;
    const known = remotes.get(block);
    if (known) {
      known.links.push(...links.filter((link) => !known.links.includes(link)));
      known.dials.push(dial);
    } else
      remotes.set(block, {
        from,
        links,
        dials: [dial],
        hasNkey: conf!.conf.scalars.some(
          (scalar) => scalar.block === block && scalar.key === 'nkey',
        ),
        local: dial.local,
        localKey: dial.localKey,
        place: conf!.placeOf(dial.url.start),
      });
  }
  return [...remotes.values()].filter(({ links }) => links.length > 0);
}

/** The remotes that have no leaf connection, though both ends run. One connection is enough for each. */
export async function unconnected(running: Running): Promise<RemoteRun[]> {
  const { topology, host, server } = running;
  const runs = (name: string) => server(name).type === 'running';
  const of = topology.servers.filter(({ name }) => runs(name));
  const names = await namesOf(running);
  const spec = new Map(topology.servers.map((each) => [each.name, each]));
  const found = await Promise.all(
    of.map(async ({ name }) => {
      const remotes = remotesRun(running, name);
      if (remotes.length === 0) return [];
      const leafs = await leafsOf(host, name);
      const left = [...leafs];
      return remotes.filter(({ links, localKey }) => {
        if (!links.some(({ to }) => spec.has(to) && runs(to))) return false;
        const at = left.findIndex(
          (leaf) =>
            (leaf.account === localKey || isReference(localKey)) &&
            links.some(({ to }) => names.get(to) === leaf.name),
        );
        if (at < 0) return true;
        // Two remotes of one account and one hub are two connections.
        left.splice(at, 1);
        return false;
      });
    }),
  );
  return found.flat();
}

/** Whether an account is named by a variable that no given file sets. */
const isReference = (account: string) => /^\$(?!G$)/.test(account);

/** The names that servers call themselves, which several may share, by those of the network. */
async function namesOf({ topology, host, server }: Running): Promise<Map<string, string>> {
  const up = topology.servers.filter(({ name }) => server(name).type === 'running');
  return new Map(
    await Promise.all(
      up.map(async ({ name }): Promise<[string, string]> => [
        name,
        (await host.monitor(name, 'varz')).server_name,
      ]),
    ),
  );
}

import { topologies } from '../../../topologies/index.ts';
import { emptyBench } from '../../bench/begin.ts';
import { filesOfTopology } from '../../bench/files-of-topology.ts';
import { linkOf } from '../../bench/link.ts';
import { version } from '../../config-keys/version.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import { benchHref, titleOf, type OwnNetwork } from '../../site-data/bench-href.ts';

/**
 * Answers the address, without the base URL, that opens the network of a lab in the bench: by its name while its
 * configurations are those that the bench knows by it, else as a link that holds them.
 * @param own its name in the bench, if it has one: a lab from outside has none
 * @param start the lab's topology as its page has it
 * @param present the configurations that its servers have by now, by server
 * @throws Error that says why there is none
 */
export async function benchAddress(
  own: OwnNetwork | undefined,
  start: Topology,
  present: Readonly<Record<string, string>>,
): Promise<string> {
  const servers = start.servers.map((server) => ({
    ...server,
    config: present[server.name] ?? server.config,
  }));
  // A guide may have changed a topology and left it its name.
  const known = own?.kind === 'topology' ? topologies.get(own.name) : start;
  const texts = new Set(known?.servers.map(({ config }) => config));
  if (own && servers.every(({ config }) => texts.has(config))) return benchHref(own.kind, own.name);
  const { fragment } = await linkOf({
    ...emptyBench(version),
    name: titleOf(own?.name ?? start.name),
    files: await filesOfTopology({ ...start, servers }),
  });
  return `/bench#${fragment}`;
}

import type { LinkSpec, ServerSpec, Topology } from '../../../src/lab/topology/topology.ts';
import clusteredSite from '../../../topologies/clustered-site/topology.ts';
import hub from './hub-linked.conf';
import site1 from './site-1-linked.conf';
import site2 from './site-2-linked.conf';
import site3 from './site-3-linked.conf';

const configs: Record<string, string> = {
  hub,
  'site-1': site1,
  'site-2': site2,
  'site-3': site3,
};
const accounts = ['SYS', 'APP'];

/** The clustered site with accounts, where it links its system account too, and the hub does not let that in yet. */
export const linkedSite: Topology = {
  ...clusteredSite,
  servers: clusteredSite.servers.map((server): ServerSpec => ({
    ...server,
    accounts,
    config: configs[server.name]!,
  })),
  links: clusteredSite.links.map((link): LinkSpec =>
    link.kind === 'leaf'
      ? { ...link, accounts: accounts.map((account) => ({ local: account, remote: account })) }
      : link,
  ),
};

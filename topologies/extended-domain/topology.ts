import { defineTopology, link } from '../../src/lab/topology/define-topology.ts';
import type { LinkSpec, ServerSpec } from '../../src/lab/topology/topology.ts';
import hub1 from './hub-1.conf';
import hub2 from './hub-2.conf';
import hub3 from './hub-3.conf';
import leaf from './leaf.conf';

const accounts = ['SYS', 'APP'];

const member = (name: string, config: string, y: number): ServerSpec => ({
  name,
  role: 'hub',
  domain: 'hub',
  cluster: 'hub',
  accounts,
  config,
  at: { x: 170, y },
});
const leafLink = (to: string): LinkSpec => ({
  ...link('leaf', 'leaf', to),
  accounts: ['APP', 'SYS'].map((account) => ({ local: account, remote: account })),
});

/** A clustered hub whose JetStream a leaf extends: one domain, system accounts linked. */
export default defineTopology({
  name: 'extended-domain',
  size: { width: 760, height: 532 },
  sharesDomain: true,
  servers: [
    member('hub-1', hub1, 114),
    member('hub-2', hub2, 266),
    member('hub-3', hub3, 418),
    { name: 'leaf', role: 'leaf', domain: 'hub', accounts, config: leaf, at: { x: 590, y: 266 } },
  ],
  links: [
    link('route', 'hub-1', 'hub-2'),
    link('route', 'hub-2', 'hub-3'),
    link('route', 'hub-3', 'hub-1'),
    ...['hub-1', 'hub-2', 'hub-3'].map(leafLink),
  ],
});

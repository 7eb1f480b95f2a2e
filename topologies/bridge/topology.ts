import { defineTopology } from '../../src/lab/topology/define-topology.ts';
import type { LinkSpec } from '../../src/lab/topology/topology.ts';
import acme from './acme.conf';
import bolt from './bolt.conf';
import cloud from './cloud.conf';

const dial = (from: string, remote: string): LinkSpec => ({
  name: `${from}-cloud`,
  kind: 'leaf',
  from,
  to: 'cloud',
  accounts: [{ local: '$G', remote }],
});

/** Two organisations that never see each other, joined through an account each on a third server. */
export default defineTopology({
  name: 'bridge',
  size: { width: 760, height: 260 },
  servers: [
    { name: 'acme', role: 'leaf', domain: 'acme', config: acme, at: { x: 120, y: 130 } },
    {
      name: 'cloud',
      role: 'hub',
      domain: 'cloud',
      accounts: ['ACME', 'BOLT'],
      login: { user: 'acme', pass: '4cme' },
      config: cloud,
      at: { x: 380, y: 130 },
    },
    { name: 'bolt', role: 'leaf', domain: 'bolt', config: bolt, at: { x: 640, y: 130 } },
  ],
  links: [dial('acme', 'ACME'), dial('bolt', 'BOLT')],
});

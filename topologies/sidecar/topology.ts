import { defineTopology } from '../../src/lab/topology/define-topology.ts';
import hub from './hub.conf';
import sidecar from './sidecar.conf';

/** A leaf that holds the hub's user and password, so that clients beside it need none. */
export default defineTopology({
  name: 'sidecar',
  size: { width: 760, height: 260 },
  servers: [
    {
      name: 'hub',
      role: 'hub',
      domain: 'hub',
      accounts: ['APP'],
      login: { user: 'app', pass: 's3cret' },
      config: hub,
      at: { x: 190, y: 130 },
    },
    { name: 'sidecar', role: 'leaf', config: sidecar, at: { x: 570, y: 130 } },
  ],
  links: [
    {
      name: 'sidecar-hub',
      kind: 'leaf',
      from: 'sidecar',
      to: 'hub',
      accounts: [{ local: '$G', remote: 'APP' }],
    },
  ],
});

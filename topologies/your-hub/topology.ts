import { defineTopology } from '../../src/lab/topology/define-topology.ts';
import tab from './tab.conf';

/** One server in the reader's tab, and a hub of theirs elsewhere for it to join. */
export default defineTopology({
  name: 'your-hub',
  size: { width: 760, height: 260 },
  servers: [{ name: 'tab', role: 'leaf', domain: 'tab', config: tab, at: { x: 570, y: 130 } }],
  outside: [{ name: 'your-hub', at: { x: 190, y: 130 } }],
  links: [{ name: 'tab-your-hub', kind: 'leaf', from: 'tab', to: 'your-hub' }],
});

import { defineTopology } from '../../src/lab/topology/define-topology.ts';
import tab from './tab.conf';

/** One server in an attendee's tab, and the hub of the class for it to join. */
export default defineTopology({
  name: 'class-seat',
  size: { width: 760, height: 260 },
  servers: [
    {
      name: 'tab',
      role: 'leaf',
      domain: 'tab',
      ownInbox: true,
      config: tab,
      at: { x: 570, y: 130 },
    },
  ],
  outside: [{ name: 'class', at: { x: 190, y: 130 } }],
  links: [{ name: 'tab-class', kind: 'leaf', from: 'tab', to: 'class' }],
});

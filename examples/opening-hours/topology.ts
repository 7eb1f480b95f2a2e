import { defineTopology, link } from '@site/src/lab/topology/define-topology.ts';
import hub from './hub.conf';
import shop from './shop.conf';

/** Head office and one shop. */
export default defineTopology({
  name: 'opening-hours',
  size: { width: 760, height: 260 },
  servers: [
    { name: 'hub', role: 'hub', config: hub, at: { x: 170, y: 130 } },
    { name: 'shop', role: 'leaf', config: shop, at: { x: 590, y: 130 } },
  ],
  links: [link('leaf', 'shop', 'hub')],
});

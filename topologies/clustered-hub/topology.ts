import { defineTopology, link } from '../../src/lab/topology/define-topology.ts';
import type { ServerSpec } from '../../src/lab/topology/topology.ts';
import east from './east.conf';
import hub1 from './hub-1.conf';
import hub2 from './hub-2.conf';
import hub3 from './hub-3.conf';
import west from './west.conf';

const member = (name: string, config: string, y: number): ServerSpec => ({
  name,
  role: 'hub',
  domain: 'hub',
  cluster: 'hub',
  config,
  at: { x: 170, y },
});

/** A hub of three servers, and two leaves that each know all three and connect to one of them. */
export default defineTopology({
  name: 'clustered-hub',
  size: { width: 760, height: 532 },
  servers: [
    member('hub-1', hub1, 114),
    member('hub-2', hub2, 266),
    member('hub-3', hub3, 418),
    { name: 'east', role: 'leaf', domain: 'east', config: east, at: { x: 590, y: 156 } },
    { name: 'west', role: 'leaf', domain: 'west', config: west, at: { x: 590, y: 376 } },
  ],
  links: [
    link('route', 'hub-1', 'hub-2'),
    link('route', 'hub-2', 'hub-3'),
    link('route', 'hub-3', 'hub-1'),
    ...['east', 'west'].flatMap((leaf) =>
      ['hub-1', 'hub-2', 'hub-3'].map((hub) => link('leaf', leaf, hub)),
    ),
  ],
});

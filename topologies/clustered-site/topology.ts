import { defineTopology, link } from '../../src/lab/topology/define-topology.ts';
import type { ServerSpec } from '../../src/lab/topology/topology.ts';
import hub from './hub.conf';
import site1 from './site-1.conf';
import site2 from './site-2.conf';
import site3 from './site-3.conf';

const member = (name: string, config: string, y: number): ServerSpec => ({
  name,
  role: 'leaf',
  domain: 'site',
  cluster: 'site',
  config,
  at: { x: 590, y },
});

/** A hub, and a site of three servers, each of which is a leaf of the hub. */
export default defineTopology({
  name: 'clustered-site',
  size: { width: 760, height: 532 },
  servers: [
    { name: 'hub', role: 'hub', domain: 'hub', config: hub, at: { x: 170, y: 190 } },
    member('site-1', site1, 114),
    member('site-2', site2, 266),
    member('site-3', site3, 418),
  ],
  links: [
    link('route', 'site-1', 'site-2'),
    link('route', 'site-2', 'site-3'),
    link('route', 'site-3', 'site-1'),
    ...['site-1', 'site-2', 'site-3'].map((each) => link('leaf', each, 'hub')),
  ],
});

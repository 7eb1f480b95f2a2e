import { afterAll, expect, test } from 'vitest';
import { readExpectations } from '../../../src/doctor/expect/read-expectations.ts';
import { testExpectations } from '../../../src/doctor/expect/test-expectations.ts';
import { streamsAt } from '../../../src/lab/monitoring/jsz.ts';
import type { Topology } from '../../../src/lab/topology/topology.ts';
import { topologyNamed } from '../../../topologies/index.ts';
import { tabInNode } from '../../support/host-kinds.ts';
import { Rig } from '../../support/run-network.ts';

const rig = new Rig(tabInNode);
afterAll(() => rig.close());

/** Tests expectations on a topology: how each came out, and what was seen. */
async function tested(topology: Topology, text: string) {
  const running = await rig.runTopology(topology);
  const outcomes = await testExpectations(readExpectations({ path: 'e.yaml', text }), running);
  const left = await Promise.all(topology.servers.map(({ name }) => streamsAt(running.host, name)));
  expect(left.flat()).toEqual([]);
  return outcomes.map(
    ({ place, passed, says, seen }) => `${place.line} ${passed ? 'ok' : 'NO'}: ${says}: ${seen}`,
  );
}

test('a hub and its spokes are as is expected, or are seen to be otherwise', async () => {
  const outcomes = await tested(
    topologyNamed('hub-and-spoke'),
    `- { from: east, domain: hub }
- { from: east, domain: mars, answers: no }
- { from: east, domain: mars }
- { from: east, bare: east }
- { from: east, bare: hub }
- { publish: orders.>, at: east, reaches: [hub, west] }
- { publish: orders.new, at: east, reaches: hub, misses: west }
- { link: east-hub }
- { link: east-hub, up: no }
- { link: east-moon }
- { from: moon, domain: hub }
- { from: east/ORDERS, domain: hub }
- { stream: ORDERS, at: east, subjects: orders.>, copied-to: hub, cut: east-hub }
`,
  );
  expect(outcomes).toEqual([
    '1 ok: from east, the domain hub answers: answered by hub',
    '2 ok: from east, the domain mars does not answer: no responders (503)',
    '3 NO: from east, the domain mars answers: no responders (503)',
    '4 ok: from east, a client that names no domain is answered by east: answered by east',
    '5 NO: from east, a client that names no domain is answered by hub: answered by east',
    '6 ok: orders.>, published at east, reaches hub, west: it reaches hub, west',
    '7 NO: orders.new, published at east, reaches hub and not west: it reaches hub, west',
    '8 ok: link east-hub is up: up, binds $G to $G',
    '9 NO: link east-hub is down: up, binds $G to $G',
    '10 NO: link east-moon: there is no link east-moon; there are east-hub, west-hub',
    '11 NO: domain hub, from moon: there is no server moon; there are hub, east, west',
    '12 NO: domain hub, from east/ORDERS: east has no account ORDERS; it has $G',
    '13 ok: each message of ORDERS at east is exactly once in its mirror at hub, after a cut of east-hub: 20 acknowledged, 20 in the copy',
  ]);
});

test('accounts at both ends of a link are named', async () => {
  const outcomes = await tested(
    topologyNamed('segmented'),
    `- { link: plant-hub, binds: { FACTORY: SENSORS, OFFICE: ORDERS } }
- { link: plant-hub, binds: { FACTORY: ORDERS } }
- { publish: x.*, at: plant/FACTORY, reaches: hub/SENSORS, misses: [hub/ORDERS, plant/OFFICE] }
- { publish: x.*, at: plant, reaches: hub/SENSORS }
`,
  );
  expect(outcomes).toEqual([
    '1 ok: link plant-hub is up and binds FACTORY of plant to SENSORS of hub, OFFICE of plant to ORDERS of hub: up, binds FACTORY to SENSORS, OFFICE to ORDERS',
    '2 NO: link plant-hub is up and binds FACTORY of plant to ORDERS of hub: up, binds FACTORY to SENSORS, OFFICE to ORDERS',
    '3 ok: x.*, published at account FACTORY of plant, reaches account SENSORS of hub and not account ORDERS of hub, account OFFICE of plant: it reaches account SENSORS of hub',
    '4 NO: x.*, published at plant: plant has several accounts: say plant/FACTORY or plant/OFFICE',
  ]);
});

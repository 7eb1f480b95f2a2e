import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { localHost } from '../../tests/support/host-kinds.ts';
import { Bench, type Lab } from '../../tests/support/bench.ts';
import wasmcloudLattice from '../../topologies/wasmcloud-lattice/topology.ts';
import { startDemoHost } from './demo-host.ts';
import { startDemoWadm } from './demo-wadm.ts';
import { lookAtLattice, putExamples } from './view.ts';

const lattice = 'default';
const domain = 'wasmcloud';

const bench = new Bench(localHost);
let lab: Lab;
beforeAll(async () => {
  lab = await bench.start(wasmcloudLattice);
}, 60_000);
afterAll(() => bench.close());

test('a host without a domain ends where its server has no JetStream', async () => {
  const options = { name: 'one', lattice, components: [] };
  await expect(startDemoHost(await lab.client('host-1'), options)).rejects.toThrow('503');
});

test('the lattice client sees hosts on both leaves, and what they keep, through the domain only', async () => {
  const wadm = await startDemoWadm(await lab.client('hub'), { lattice, domain });
  const one = await startDemoHost(await lab.client('host-1'), {
    name: 'one',
    lattice,
    domain,
    components: [{ id: 'shop', image: 'ghcr.io/example/shop:1' }],
  });
  const two = await startDemoHost(await lab.client('host-2'), {
    name: 'two',
    lattice,
    domain,
    components: [],
  });
  const viewer = await lab.client('host-2');
  // The interest of a host takes a moment to arrive.
  await vi.waitFor(() => putExamples(viewer, lattice), 10_000);

  await vi.waitFor(async () => {
    const { hosts, links, configs } = await lookAtLattice(viewer, { lattice, domain });
    expect(hosts).toMatchObject({ type: 'is' });
    const names = hosts.type === 'is' ? hosts.value.map(({ name }) => name).sort() : [];
    expect(names).toEqual(['one', 'two']);
    expect(links).toEqual({
      type: 'is',
      value: [{ source: 'shop', target: 'stock', what: 'example:stock/count' }],
    });
    expect(configs).toEqual({ type: 'is', value: ['shop'] });
  }, 15_000);

  const without = await lookAtLattice(viewer, { lattice });
  expect(without).toMatchObject({
    hosts: { type: 'not', why: expect.stringContaining('503') as string },
    configs: { type: 'not', why: expect.stringContaining('503') as string },
    links: { type: 'is' },
  });
  for (const each of [one, two, wadm]) await each.stop();
}, 60_000);

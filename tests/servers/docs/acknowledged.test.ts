import { afterAll, expect, test, vi } from 'vitest';
import { MemoryFs } from '../../../src/hosts/tab/memory-fs.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { Bench } from '../../support/bench.ts';
import { tabInNode } from '../../support/host-kinds.ts';

// The guide on edge resilience says how firmly an acknowledged order exists. No page can pull the plug; here the
// server's disk is ours, so each call that would force it to the disk is counted.
const fsync = vi.spyOn(MemoryFs.prototype, 'fsync');
const bench = new Bench(tabInNode);
afterAll(() => bench.close());

const orders = 20;

/** Publishes orders one by one, each acknowledged, and answers how often the server forced data to its disk. */
async function forced(setting: string): Promise<number> {
  const leaf = twoDomains.servers.find(({ name }) => name === 'leaf')!.config;
  const lab = await bench.start(twoDomains, {
    leaf: leaf.replace('store_dir: "/data"', `store_dir: "/data"\n  ${setting}`),
  });
  const client = await lab.client('leaf');
  const { streams } = await client.jetstreamManager();
  await streams.add({ name: 'ORDERS', subjects: ['orders.>'] });
  fsync.mockClear();
  for (let i = 1; i <= orders; i++) {
    expect(await client.jetstream().publish('orders.new')).toMatchObject({ seq: i });
  }
  return fsync.mock.calls.length;
}

test('an acknowledgement does not wait for the disk', async () => {
  expect(await forced('')).toBe(0);
});

test('an acknowledgement waits for the disk with sync_interval: always', async () => {
  expect(await forced('sync_interval: always')).toBeGreaterThanOrEqual(orders);
});

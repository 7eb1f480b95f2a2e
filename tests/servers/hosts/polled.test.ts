import { afterAll, expect, test, vi } from 'vitest';
import { Polled } from '../../../src/lab/session/polled.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { localHost } from '../../support/host-kinds.ts';
import { Bench } from '../../support/bench.ts';

const bench = new Bench(localHost);
afterAll(() => bench.close());

test('a server is asked for its monitoring while somebody looks, and not before or after', async () => {
  const { network } = await bench.start(twoDomains);
  const polled = () => new Polled<unknown>({}, 5, () => network.monitor('hub', 'connz'));
  /** How often connections were asked for, by the server's own count. */
  const asked = async () => {
    const { http_req_stats: stats } = await network.monitor('hub', 'varz');
    return stats?.['/connz'] ?? 0;
  };

  const watched = polled();
  expect(await asked()).toBe(0);
  const look = () => watched.subscribe(() => {});
  const [first, second] = [look(), look()];
  await vi.waitUntil(async () => (await asked()) > 3, { timeout: 10_000 });
  first();
  const before = await asked();
  await vi.waitUntil(async () => (await asked()) > before, { timeout: 10_000 });

  second();
  // Another that is looked at shows that time goes on: it alone asks, once for each of its refreshes.
  let refreshes = 0;
  const atEnd = await asked();
  const other = new Polled<unknown>({}, 5, async () => {
    refreshes++;
    return network.monitor('hub', 'connz');
  });
  const end = other.subscribe(() => {});
  await vi.waitUntil(() => refreshes > 10, { timeout: 10_000 });
  end();
  await vi.waitUntil(async () => (await asked()) - atEnd >= refreshes, { timeout: 10_000 });
  // At most one more: the refresh that was under way when the last subscriber left.
  expect((await asked()) - atEnd).toBeLessThanOrEqual(refreshes + 1);
});

import { afterAll, expect, test } from 'vitest';
import { Bench } from '../../../tests/support/bench.ts';
import { tabInNode } from '../../../tests/support/host-kinds.ts';
import { leafsOf } from '../../lab/monitoring/leafz.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { applyFault } from './fault.ts';

const bench = new Bench(tabInNode);
afterAll(() => bench.close());

test('the link of a joined tab is cut, made slow and healed, in any order', async () => {
  const { network: host, links } = await bench.start(twoDomains);
  const link = twoDomains.links[0]!.name;
  const fault = (what: Parameters<typeof applyFault>[2]['what']) =>
    applyFault(host, link, { what, ...(what === 'slow' && { delay: 60 }) });
  const leafs = () => leafsOf(host, 'leaf');
  for (const what of ['refused', 'silent'] as const) {
    await fault(what);
    expect(links.get(link)).toEqual({ type: 'cut', how: what });
  }
  await fault('slow');
  await expect
    .poll(() => links.get(link), { timeout: 30_000 })
    .toEqual({ type: 'up', weather: { delay: 60 } });
  expect(await leafs()).toHaveLength(1);
  await fault('refused');
  await expect.poll(leafs).toEqual([]);
  await fault('heal');
  await expect.poll(leafs, { timeout: 30_000 }).toHaveLength(1);
  expect(links.get(link)).toEqual({ type: 'up' });
});

import { beforeAll, describe, expect, test, vi } from 'vitest';
import { Network } from '../../../src/lab/network/network.ts';
import type { WireEvent } from '../../../src/lab/wire/event.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import {
  engineRuntimes,
  localHost,
  nativeRuntimes,
  tabInNode,
  type OpenRuntime,
} from '../../support/host-kinds.ts';
import { scenario } from './reading-scenario.ts';
import { tapped } from './reading-tap.ts';

const kinds = [
  { name: tabInNode.name, open: engineRuntimes },
  { name: localHost.name, open: nativeRuntimes },
];
const silent = { log: () => {}, ended: () => {} };

describe.each(kinds)('reading the wire on the $name', ({ open }) => {
  let openRuntime: OpenRuntime;

  beforeAll(async () => {
    openRuntime = await open();
  }, 60_000);

  /** The scenario with links that are read or not, and what crossed them. */
  async function run(reading: boolean) {
    const wire: WireEvent[] = [];
    const { runtime, close } = await openRuntime(silent, twoDomains);
    const taps = tapped(runtime);
    const events = { onServer: () => {}, onLink: () => {}, onLog: () => {} };
    const onWire = (more: WireEvent[]) => void wire.push(...more);
    const network = new Network(twoDomains, taps.runtime, { ...events, onWire }, { reading });
    const outcome = await scenario(network);
    await network.close();
    // The last bytes may still be on their way when the network has closed.
    const totals = await vi.waitFor(async () => {
      const counted = await network.linkTotals('leaf-hub');
      for (const way of ['out', 'in'] as const) {
        expect(counted[way].bytes).toBe(Buffer.concat(taps[way].into).length);
      }
      return counted;
    });
    await close();
    return { outcome, taps, totals, wire };
  }

  test('changes neither what servers know nor a byte of what crosses', async () => {
    const [read, unread] = [await run(true), await run(false)];
    expect(read.outcome).toEqual(unread.outcome);
    expect(read.outcome.interest['leaf, over the link']).toContain('orders.*');
    for (const { taps, totals } of [read, unread]) {
      for (const way of ['out', 'in'] as const) {
        const [into, outOf] = [Buffer.concat(taps[way].into), Buffer.concat(taps[way].outOf)];
        expect(into.equals(outOf)).toBe(true);
        expect(totals[way].bytes).toBe(into.length);
      }
    }
    expect(read.totals.out.frames + read.totals.in.frames).toBe(read.wire.length);
    expect([unread.totals.out.frames, unread.totals.in.frames, unread.wire.length]).toEqual([
      0, 0, 0,
    ]);
  }, 60_000);
});

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildNativeServer } from '../../../engine/build.mjs';
import { LocalRuntime } from '../../../src/hosts/local/local-runtime.ts';
import { engineInNode } from '../../../src/hosts/tab/engine-in-node.ts';
import { MemoryFs } from '../../../src/hosts/tab/memory-fs.ts';
import { TabRuntime } from '../../../src/hosts/tab/tab-runtime.ts';
import { Network } from '../../../src/lab/network/network.ts';
import type { Runtime } from '../../../src/lab/network/server-runtime.ts';
import type { WireEvent } from '../../../src/lab/wire/event.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { scenario } from './reading-scenario.ts';
import { tapped } from './reading-tap.ts';

const kinds = [
  {
    name: 'tab host in Node',
    open: async () => {
      const files = new MemoryFs();
      return {
        runtime: new TabRuntime(await engineInNode({}, files), files),
        close: async () => {},
      };
    },
  },
  {
    name: 'local host',
    open: async () => {
      const events = { log: () => {}, ended: () => {} };
      const runtime = await LocalRuntime.open({ binary: await buildNativeServer(), events });
      return { runtime, close: () => runtime.close() };
    },
  },
];

describe.each(kinds)('reading the wire on the $name', ({ open }) => {
  let runtime: Runtime;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ runtime, close } = await open());
  }, 60_000);
  afterAll(() => close());

  /** The scenario with links that are read or not, and what crossed them. */
  async function run(reading: boolean) {
    const wire: WireEvent[] = [];
    const taps = tapped(runtime);
    const events = { onServer: () => {}, onLink: () => {}, onLog: () => {} };
    const onWire = (more: WireEvent[]) => void wire.push(...more);
    const network = new Network(twoDomains, taps.runtime, { ...events, onWire }, { reading });
    const outcome = await scenario(network);
    await network.close();
    for (const { name } of twoDomains.servers) await runtime.wipe(name);
    // The last bytes may still be on their way when the network has closed.
    const totals = await vi.waitFor(async () => {
      const counted = await network.linkTotals('leaf-hub');
      for (const way of ['out', 'in'] as const) {
        expect(counted[way].bytes).toBe(Buffer.concat(taps[way].into).length);
      }
      return counted;
    });
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

import { afterAll, beforeAll, expect, test } from 'vitest';
import { Bench } from '../../tests/support/bench.ts';
import { tabInNode } from '../../tests/support/host-kinds.ts';
import { hasPrinted } from '../../tests/support/test-console.ts';
import { typeLine } from '../../tests/support/type-line.ts';
import twoDomains from '../../topologies/two-domains/topology.ts';
import type { LabKit } from './lab-kit.ts';

const bench = new Bench(tabInNode);
let kit: LabKit;
beforeAll(async () => {
  kit = await bench.startKit({ topology: twoDomains });
}, 60_000);
afterAll(() => bench.close());

test('a line that runs is ended by its words, with the name of the program or without', async () => {
  for (const [typed, named] of [
    ['nats sub orders.new', 'sub orders.new'],
    ['sub orders.new', 'nats  sub orders.new '],
  ] as const) {
    const line = typeLine(kit, 'leaf', typed);
    await hasPrinted(line, 'Subscribing on orders.new');
    await expect(kit.tools.end('hub', named)).rejects.toThrow('does not run at hub');
    await kit.tools.end('leaf', named);
    expect(await line.ended).toMatchObject({ code: 130 });
    await expect(kit.tools.end('leaf', named)).rejects.toThrow(
      '“sub orders.new” does not run at leaf.',
    );
  }
});

test('clients are shared within a run of the lab, and close with it', async () => {
  const first = await kit.connect('leaf');
  expect(await kit.connect('leaf')).toBe(first);
  expect(await kit.connect('hub')).not.toBe(first);
  await kit.session.reset();
  await first.closed();
  const second = await kit.connect('leaf');
  await second.flush();
  expect(second).not.toBe(first);
});

test('a server that does not run is told nothing that is signed, and the remedy is said', async () => {
  await kit.session.host.stopServer('hub');
  await expect(kit.tools.sign({ revoke: 'clerk', at: 'hub' })).rejects.toThrow(
    'hub does not run. Start it first.',
  );
});

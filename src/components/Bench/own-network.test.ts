import { expect, test } from 'vitest';
import { labs } from '../../../labs/index.ts';
import { troubles } from '../../../labs/troubles/index.ts';
import { topologies } from '../../../topologies/index.ts';
import { networkOf } from '../../bench/network.ts';
import type { OwnNetwork } from '../../site-data/bench-href.ts';
import { benchOf } from './own-network.ts';

const all: (OwnNetwork & { servers: string[] })[] = [
  ...[...topologies.values()].map((topology) => ({ kind: 'topology' as const, topology })),
  ...labs.map(({ name, topology }) => ({ kind: 'lab' as const, name, topology })),
  ...troubles.map(({ name, topology }) => ({ kind: 'trouble' as const, name, topology })),
].map(({ topology, ...own }) => ({
  name: topology.name,
  ...own,
  servers: topology.servers.map(({ name }) => name).sort(),
}));

test.each(all)('$kind $name is on the bench what it is on its page', async (own) => {
  const { state } = await benchOf(own);
  const { derived } = await networkOf(state);
  expect(derived.topology.servers.map(({ name }) => name).sort()).toEqual(own.servers);
  // What it needs is all there.
  expect(derived.standIns.map(({ path }) => path)).toEqual([]);
});

test('of a lab that begins with streams it is told that they are not here', async () => {
  const wordsOf = async (name: string) => (await benchOf({ kind: 'lab', name })).words;
  expect(await wordsOf('move-a-stream')).toMatch(/streams and messages that it begins with/);
  expect(await wordsOf('join-a-leaf')).toBeUndefined();
});

test('a name that there is not is told', async () => {
  await expect(benchOf({ kind: 'lab', name: 'nothing' })).rejects.toThrow('no lab nothing');
});

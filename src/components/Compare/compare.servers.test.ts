import { afterAll, expect, test } from 'vitest';
import crossADomain from '../../../labs/cross-a-domain/exercise.ts';
import joinALeaf from '../../../labs/join-a-leaf/exercise.ts';
import { Bench } from '../../../tests/support/bench.ts';
import { tabInNode } from '../../../tests/support/host-kinds.ts';
import type { Exercise } from '../../lab/exercise/exercise.ts';
import { placesOf } from '../../lab/monitoring/places.ts';
import type { LabKit } from '../../lab-kit/lab-kit.ts';
import { solvedApart } from '../Lab/solved-apart.ts';
import { sideBySide } from './side-by-side.ts';
import { streamDifferences } from './stream-differences.ts';

const bench = new Bench(tabInNode);
afterAll(() => bench.close());

/** The solution of an exercise, up to its last step, on servers of its own. */
async function solved(exercise: Exercise) {
  const opener = await tabInNode.open();
  const options = { signal: new AbortController().signal, onStep: () => {} };
  const solution = await solvedApart(
    exercise,
    exercise.steps.at(-1)!,
    options,
    async () => opener.openHost,
  );
  await opener.close();
  return solution;
}

const placesIn = ({ session }: LabKit) =>
  placesOf(session.host, session.topology, session.snapshot.get().servers);

test('a configuration that is not there yet stands beside the one of the solution', async () => {
  const mine = await bench.startKit({ exercise: joinALeaf });
  const { configs } = await solved(joinALeaf);
  const { leaf, hub } = mine.session.snapshot.get().configs;
  expect(sideBySide(hub!, configs['hub']!)).toEqual([]);
  const rows = sideBySide(leaf!, configs['leaf']!).flat();
  const added = rows.filter(({ mine, other }) => !mine && other).map(({ other }) => other!.text);
  expect(added.join('\n')).toContain('leafnodes');
});

test('streams that the servers do not have, or have otherwise, are told', async () => {
  const mine = await bench.startKit({ exercise: crossADomain });
  const { places } = await solved(crossADomain);
  const differences = async () => streamDifferences(await placesIn(mine), places);
  expect(await differences()).toContain('Only the solution has the stream ORDERS at leaf.');
  await mine.tools.run('leaf', 'stream add ORDERS --subjects mine.> --defaults');
  await mine.tools.run('leaf', 'stream add OTHER --subjects other --defaults');
  const told = await differences();
  expect(told).toContain(
    'ORDERS at leaf: its subjects are mine.> in yours, and orders.> in the solution.',
  );
  expect(told).toContain('Only yours has the stream OTHER at leaf.');
  expect(streamDifferences(places, places)).toEqual([]);
});

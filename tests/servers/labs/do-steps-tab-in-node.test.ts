import { afterAll, describe, expect, test } from 'vitest';
import { labs } from '../../../labs/index.ts';
import { doSteps, stepsBefore } from '../../../src/lab/exercise/do-steps.ts';
import { hasTwins } from '../docs/twin.ts';
import { Bench } from '../../support/bench.ts';
import { tabInNode } from '../../support/host-kinds.ts';

const bench = new Bench(tabInNode);
afterAll(() => bench.close());

/**
 * Labs that differ in how their solutions act: lines that print, clients that stay, configurations, keys, links, servers
 * that end. The other labs take minutes together, so `npm run test:docs` has them.
 */
const quick = ['join-a-leaf', 'keep-it-local', 'hold-the-credentials', 'cross-a-domain'];

/** Labs that a page can do by itself. */
const own = labs.filter(({ name, elsewhere }) => !elsewhere && (hasTwins || quick.includes(name)));

describe('the servers are brought to the last step of a lab, as a reader is who comes back', () => {
  test.for(own)('$name', { timeout: 300_000 }, async (exercise) => {
    const { tools } = await bench.startKit({ exercise });
    const last = exercise.steps.at(-1)!;
    const before = stepsBefore(exercise, last.id);
    const told: string[] = [];
    const { signal } = new AbortController();
    await doSteps(before, tools, { signal, onStep: ({ id }) => told.push(id) });
    expect(told).toEqual(before.map(({ id }) => id));
    // From there the last step can be done.
    await doSteps([last], tools, { signal });
  });
});

test('it stops when it is told to, before the next thing that a step does', async () => {
  const exercise = labs.find(({ name }) => name === 'cross-a-domain')!;
  const { tools } = await bench.startKit({ exercise });
  const stop = new AbortController();
  const told: string[] = [];
  const doing = doSteps(exercise.steps, tools, {
    signal: stop.signal,
    onStep: ({ id }) => {
      told.push(id);
      if (id === 'publish') stop.abort(new Error('told to stop'));
    },
  });
  await expect(doing).rejects.toThrow('told to stop');
  expect(told).toEqual(['create', 'publish']);
  await expect(tools.run('leaf', 'stream info ORDERS')).resolves.toMatch(/Messages: 0/);
});

import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

const stays = () => false;

/** Lets all work go on that waits for nothing else. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('the first has an answer while others still wait', async () => {
  const turns = new Turns();
  const done: number[] = [];
  const ends: (() => void)[] = [];
  for (const n of [1, 2, 3, 4])
    void turns.take(async () => {
      await new Promise<void>((resolve) => ends.push(resolve));
      done.push(n);
    }, stays);
  expect(ends).toHaveLength(2);
  ends[0]!();
  await settle();
  expect(done).toEqual([1]);
  expect(ends).toHaveLength(3);
  ends.slice(1).forEach((end) => end());
  await settle();
  ends.at(-1)!();
  await settle();
  expect(done).toEqual([1, 2, 3, 4]);
});

test('one who has gone is not served, and one that fails holds up no other', async () => {
  const turns = new Turns();
  const served: string[] = [];
  const serve = (name: string) => () => {
    served.push(name);
    return Promise.resolve();
  };
  const failed = turns.take(() => Promise.reject(new Error('no hub')), stays);
  await turns.take(serve('gone'), () => true);
  await turns.take(serve('there'), stays);
  await expect(failed).rejects.toThrow('no hub');
  expect(served).toEqual(['there']);
});

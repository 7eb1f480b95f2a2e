import { expect, test } from 'vitest';
import { newestWithin } from './browse.ts';

/** A stream that holds these sequences; it counts how often it is asked. */
function streamOf(seqs: number[]) {
  const asked = { times: 0 };
  const next = async (from: number) => {
    asked.times++;
    const seq = seqs.find((each) => each >= from);
    return seq === undefined ? undefined : { seq };
  };
  return { next, asked };
}
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
const seqsOf = (found: { seq: number }[]) => found.map(({ seq }) => seq);

test.each([
  ['all of a stream that is full', upTo(1000)],
  ['one in seven', upTo(1000).filter((n) => n % 7 === 0)],
  ['only at its beginning', upTo(30)],
  ['only at its end', upTo(1000).slice(-30)],
  ['at both ends', [...upTo(15), ...upTo(1000).slice(-5)]],
  ['nothing', []],
])('the newest 20 of a range are found: %s', async (_, seqs) => {
  const { next, asked } = streamOf(seqs);
  expect(seqsOf(await newestWithin(next, 1, 1000, 20))).toEqual(seqs.slice(-20));
  expect(asked.times).toBeLessThan(400);
});

test('what lies outside of the range is left out', async () => {
  const { next } = streamOf(upTo(50));
  expect(seqsOf(await newestWithin(next, 10, 12, 20))).toEqual([10, 11, 12]);
  expect(seqsOf(await newestWithin(next, 10, 12, 2))).toEqual([11, 12]);
});

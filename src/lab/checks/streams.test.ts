import { describe, expect, test } from 'vitest';
import { copyOf, hasCaughtUp, overlap, told } from './streams.ts';

test.each([
  ['orders.>', 'orders.new', true],
  ['orders.*', 'orders.>', true],
  ['readings.east.>', 'readings.west.>', false],
  ['readings.>', 'readings', false],
  ['*.east', 'readings.*', true],
  ['a.b', 'a.b.c', false],
])('%s and %s overlap: %s', (one, other, so) => {
  expect(overlap(one, other)).toBe(so);
  expect(overlap(other, one)).toBe(so);
});

describe('a copy', () => {
  const origin = { stream: 'S', domain: 'east' };
  const from = (domain: string) => ({ name: 'S', external: { api: `$JS.${domain}.API` } });
  const stream = (sources: ReturnType<typeof from>[], active: number) => ({
    name: 'ALL',
    config: { sources },
    state: { messages: 0, bytes: 0, first_seq: 0, last_seq: 0, consumer_count: 0 },
    sources: sources.map((each) => ({ ...each, lag: 2, active })),
  });

  test('is told by the domain of its origin', () => {
    expect(copyOf(stream([from('west'), from('east')], 5e9), origin)).toEqual({
      by: 'source',
      lag: 2,
      heard: 5,
    });
    expect(copyOf(stream([from('west')], 5e9), origin)).toBeUndefined();
  });

  test('that has heard nothing yet says so', () => {
    expect(copyOf(stream([from('east')], -1), origin)).toEqual({
      by: 'source',
      lag: 2,
      heard: undefined,
    });
  });

  test('of its own domain is no copy out of another one, and has not caught up by a lag of 0', () => {
    const lost = {
      name: 'COPY',
      config: { mirror: { name: 'S' } },
      state: { messages: 0, bytes: 0, first_seq: 0, last_seq: 0, consumer_count: 0 },
      mirror: {
        name: 'S',
        lag: 0,
        active: -1,
        error: { description: 'stream not found', err_code: 10059 },
      },
    };
    expect(copyOf(lost, origin)).toBeUndefined();
    expect(copyOf(lost, { stream: 'S', elsewhere: true })).toBeUndefined();
    const beside = copyOf(lost, { stream: 'S' });
    expect(beside).toMatchObject({ by: 'mirror', error: 'stream not found (10059)' });
    expect(hasCaughtUp(beside)).toBe(false);
    expect(told(lost, 'COPY')).toBe(
      'COPY with 0 messages, mirrors S of its own domain, has never reached it: stream not found (10059)',
    );
    const heard = { name: 'S', lag: 0, active: 1 };
    expect(hasCaughtUp(copyOf({ ...lost, mirror: heard }, { stream: 'S' }))).toBe(true);
  });
});

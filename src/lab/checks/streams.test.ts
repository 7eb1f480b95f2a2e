import { describe, expect, test } from 'vitest';
import { copyOf, overlap } from './streams.ts';

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
    expect(copyOf(stream([from('west'), from('east')], 5e9), origin)).toEqual({ lag: 2, heard: 5 });
    expect(copyOf(stream([from('west')], 5e9), origin)).toBeUndefined();
  });

  test('that has heard nothing yet says so', () => {
    expect(copyOf(stream([from('east')], -1), origin)).toEqual({ lag: 2, heard: undefined });
  });
});

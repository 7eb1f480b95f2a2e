import { expect, test } from 'vitest';
import { grown, RateBook } from './rates.ts';

const reading = (at: number, values: Record<string, number>) => ({
  at,
  values: new Map(Object.entries(values)),
});

test('a counter that has gone back began anew at 0', () => {
  expect(grown(5, 8)).toBe(3);
  expect(grown(8, 5)).toBe(5);
});

test('a counter is shown as what it grows by a second', () => {
  const book = new RateBook('counter');
  book.add(reading(0, { a: 100 }));
  book.add(reading(1000, { a: 150 }));
  book.add(reading(1500, { a: 160, b: 4 }));
  expect(book.snapshot()).toEqual({
    times: [0, 1000, 1500],
    series: [
      { key: 'a', index: 0, values: [null, 50, 20], peak: 50, total: 160 },
      { key: 'b', index: 1, values: [null, null, 8], peak: 8, total: 4 },
    ],
  });
});

test('a counter that has been read once says how far it is, and no rate', () => {
  const book = new RateBook('counter');
  book.add(reading(0, { a: 61 }));
  expect(book.snapshot().series).toMatchObject([{ key: 'a', values: [null], total: 61 }]);
});

test('a server that restarts leaves no spike, whether it kept its count or lost it', () => {
  const book = new RateBook('counter');
  book.add(reading(0, { kept: 1000, lost: 1000 }));
  book.add(reading(1000, {}));
  book.add(reading(2000, { kept: 1002, lost: 4 }));
  const [kept, lost] = book.snapshot().series;
  expect(kept).toMatchObject({ values: [null, null, 1], total: 1002 });
  expect(lost).toMatchObject({ values: [null, null, 2], total: 1004 });
});

test('what passed while nobody looked counts, but is no rate', () => {
  const book = new RateBook('counter');
  book.add(reading(0, { a: 0 }));
  book.add(reading(30_000, { a: 900 }));
  book.add(reading(31_000, { a: 901 }));
  expect(book.snapshot().series).toMatchObject([{ values: [null, null, 1], peak: 1, total: 901 }]);
});

test('a minute is kept, and a series that it tells nothing of is left out but keeps its place', () => {
  const book = new RateBook('gauge', 2000);
  book.add(reading(0, { a: 7 }));
  for (const at of [1000, 2000, 3000]) book.add(reading(at, { b: at }));
  expect(book.snapshot()).toEqual({
    times: [1000, 2000, 3000],
    series: [{ key: 'b', index: 1, values: [1000, 2000, 3000], peak: 3000, total: 0 }],
  });
  book.add(reading(4000, { a: 3 }));
  expect(book.snapshot().series.map(({ key, index }) => [key, index])).toEqual([
    ['a', 0],
    ['b', 1],
  ]);
});

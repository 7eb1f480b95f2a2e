import { expect, test } from 'vitest';
import type { AccountAt } from './accounts-at.ts';
import { mostOthers, othersAsked } from './others-asked.ts';

const placesOf = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ server: `s${i}` }) as AccountAt);

test('few places are asked about all others', () => {
  const places = placesOf(mostOthers + 1);
  expect(othersAsked(places, () => [])(places[3]!)).toEqual(places);
});

test('of many, each is asked about its neighbours and some others, both ways', () => {
  const places = placesOf(100);
  const [hub] = places as [AccountAt];
  const others = othersAsked(places, (from) =>
    from === hub ? places.slice(1).map((to) => ({ to })) : [{ to: hub }],
  );
  const asked = new Map(places.map((place) => [place, new Set(others(place))]));
  for (const [from, to] of asked) {
    expect(to.size).toBeLessThanOrEqual(from === hub ? 99 : mostOthers + 1);
    for (const each of to) expect(asked.get(each)).toContain(from);
  }
  expect(asked.get(hub)!.size).toBe(99);
});

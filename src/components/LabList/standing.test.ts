import { expect, test } from 'vitest';
import { doneIn, nextLab, type ListedLab } from './standing.ts';

const lab = (name: string, ...steps: string[]): ListedLab => ({
  name,
  title: name,
  href: `/labs/${name}`,
  goal: '',
  minutes: 10,
  steps,
});
const labs = [lab('a', 'one', 'two'), lab('b', 'one'), lab('c', 'one', 'two')];
const done = (...names: string[]) => Object.fromEntries(names.map((name) => [name, '2026-03-01']));

test('steps are counted that the lab still has', () => {
  expect(doneIn(labs[0]!, done('a/one', 'a/gone', 'b/one'))).toBe(1);
});

test('the first lab is next for who has done none', () => {
  expect(nextLab(labs, {})?.name).toBe('a');
});

test('a lab that was begun comes before the ones that were not', () => {
  expect(nextLab(labs, done('c/two'))?.name).toBe('c');
  expect(nextLab(labs, done('a/one', 'a/two'))?.name).toBe('b');
});

test('nothing is next for who has done all', () => {
  expect(nextLab(labs, done('a/one', 'a/two', 'b/one', 'c/one', 'c/two'))).toBeUndefined();
});

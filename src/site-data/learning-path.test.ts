import { expect, test } from 'vitest';
import { labs } from '../../labs/index.ts';
import { docIds } from '../../plugins/docs.ts';
import { learningPath, neighbours } from './learning-path.ts';

const guidesAndLabs = docIds.filter((id) => /^(guides|labs)\/(?!index$)/.test(id));

test('every guide and lab is on the learning path, once', () => {
  expect(guidesAndLabs.filter((id) => !learningPath.includes(id))).toEqual([]);
  expect(new Set(learningPath).size).toBe(learningPath.length);
});

test('every lab has an exercise, and every exercise a page', () => {
  const pages = guidesAndLabs.filter((id) => id.startsWith('labs/'));
  expect(labs.map(({ name }) => `labs/${name}`).sort()).toEqual(pages);
});

test('a page has those beside it that are there', () => {
  const path = ['guides/a', 'labs/b', 'guides/c'];
  expect(neighbours('guides/a', path)).toEqual({ previous: undefined, next: 'labs/b' });
  expect(neighbours('labs/b', path)).toEqual({ previous: 'guides/a', next: 'guides/c' });
  expect(neighbours('guides/c', path)).toEqual({ previous: 'labs/b', next: undefined });
  expect(neighbours('reference/console', path)).toBeUndefined();
});

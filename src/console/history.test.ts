import { expect, test } from 'vitest';
import { emptyHistory, recall, remember } from './history.ts';

test('lines are recalled backwards, and the one being typed at last', () => {
  const history = ['a', 'b'].reduce(remember, emptyHistory);
  const up = recall(history, -1, 'draft');
  expect(up.line).toBe('b');
  const top = recall(recall(up.history, -1, 'b').history, -1, 'a');
  expect(top.line).toBe('a');
  const down = recall(recall(top.history, 1, 'a').history, 1, 'b');
  expect(down.line).toBe('draft');
});

test('blank lines and repetitions are not kept, nor more than so many', () => {
  expect(['a', 'a', ' ', 'b'].reduce(remember, emptyHistory).lines).toEqual(['a', 'b']);
  const many = Array.from({ length: 300 }, (_, i) => `pub a ${i}`).reduce(remember, emptyHistory);
  expect(many.lines).toHaveLength(200);
  expect(many.lines.at(-1)).toBe('pub a 299');
});

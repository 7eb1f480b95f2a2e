import { expect, test } from 'vitest';
import {
  emptyHistory,
  numbered,
  recall,
  remember,
  newSearch,
  searchFor,
  searchOlder,
} from './history.ts';

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

test('lines are searched backwards', () => {
  const history = ['stream ls', 'pub a 1', 'stream info', 'rtt'].reduce(remember, emptyHistory);
  const found = searchFor(history, newSearch, 'str');
  expect(found).toEqual({ text: 'str', at: 2, failed: false });
  expect(searchFor(history, found, 'stream l')).toMatchObject({ at: 0, failed: false });
  const older = searchOlder(history, found);
  expect(older).toMatchObject({ text: 'str', at: 0, failed: false });
  expect(searchOlder(history, older)).toEqual({ ...older, failed: true });
  expect(searchFor(history, older, 'x')).toEqual({ text: 'x', at: 0, failed: true });
  expect(searchFor(history, newSearch, '')).toEqual(newSearch);
  expect(searchOlder(history, newSearch)).toEqual(newSearch);
});

test('lines are listed with their numbers', () => {
  const history = ['stream ls', 'pub a 1', 'rtt'].reduce(remember, emptyHistory);
  expect(numbered(history, 2)).toEqual(['    2  nats pub a 1', '    3  nats rtt']);
  expect(numbered(history, Infinity)).toHaveLength(3);
});

import { expect, test } from 'vitest';
import { edits, insert, type Edited } from './line-editing.ts';

/** A line with its cursor written as `|`, or with a `|` at each end of what is selected. */
function line(marked: string): Edited {
  const [before = '', selected = '', after] = marked.split('|');
  if (after === undefined) return line(`${before}||${selected}`);
  const to = before.length + selected.length;
  return { text: before + selected + after, from: before.length, to };
}

test.each([
  ['a', 'stream ls|', '|stream ls'],
  ['e', 'str|eam ls', 'stream ls|'],
  ['u', 'stream| ls', '| ls'],
  ['k', 'stream| ls', 'stream|'],
  ['w', 'stream info ORDERS |-j', 'stream info |-j'],
  ['w', '|stream', '|stream'],
  ['w', 'stream |info| X', 'stream | X'],
  ['d', 's|tream', 's|ream'],
  ['d', 'stream|', 'stream|'],
  ['d', 's|tre|am', 's|am'],
  ['d', '|🍃leaf', '|leaf'],
])('Ctrl-%s makes of %s %s', (key, before, after) => {
  expect(edits[key]!(line(before))).toEqual(line(after));
});

test('text is put in place of what is selected', () => {
  expect(insert(line('pub |a| b'), 'c.d')).toEqual(line('pub c.d| b'));
});

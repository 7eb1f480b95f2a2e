import { expect, test } from 'vitest';
import { refusalIn, shownOf } from './join-state.ts';

test.each([
  [`127.0.0.1:7422 - lid:5 - Leafnode Error 'Authorization Violation'`, 'Authorization Violation'],
  ['Loop detected for leafnode account="A"', 'Loop detected for leafnode account="A"'],
  ['Leaf node refused: same cluster name', 'Leaf node refused: same cluster name'],
  ['Leafnode connected', undefined],
])('%s refuses with %s', (line, words) => {
  expect(refusalIn(line)).toBe(words);
});

test('a line of a megabyte is read in one pass', () => {
  // A search that begins again at each of its characters would not come to an end within this test.
  expect(refusalIn('x'.repeat(1e6))).toBeUndefined();
});

test.each([
  ['hub\u202Egro.elpmaxe', 'hubgro.elpmaxe'],
  ['\u2066hub\u2069\u200B', 'hub'],
  ['h\u0000u\nb\u001B[2J', 'hub[2J'],
  ['Knoten Süd 3', 'Knoten Süd 3'],
  ['x'.repeat(301), `${'x'.repeat(300)}…`],
])('the name %j is shown as %j', (name, shown) => {
  expect(shownOf(name)).toBe(shown);
});

import { expect, test } from 'vitest';
import { sideBySide } from './side-by-side.ts';

const lines = (...texts: string[]) => `${texts.join('\n')}\n`;
/** Each row as `mine | other`, with `!` before one that differs. */
const shown = (mine: string, other: string) =>
  sideBySide(mine, other).map((rows) =>
    rows.map(
      ({ mine, other, changed }) =>
        `${changed ? '!' : ' '}${mine ? `${mine.number} ${mine.text}` : '-'} | ${other ? `${other.number} ${other.text}` : '-'}`,
    ),
  );

test('texts that are the same have nothing to show', () => {
  expect(sideBySide(lines('a', 'b'), lines('a', 'b'))).toEqual([]);
});

test('a line that differs stands beside the other, with those around it', () => {
  const mine = lines('1', '2', '3', 'mine', '5', '6', '7');
  expect(shown(mine, mine.replace('mine', 'yours'))).toEqual([
    [' 2 2 | 2 2', ' 3 3 | 3 3', '!4 mine | 4 yours', ' 5 5 | 5 5', ' 6 6 | 6 6'],
  ]);
});

test('lines that only one side has, first, amid and last', () => {
  expect(shown(lines('a', 'b'), lines('new', 'a', 'b'))).toEqual([
    ['!- | 1 new', ' 1 a | 2 a', ' 2 b | 3 b'],
  ]);
  expect(shown(lines('a', 'gone', 'too', 'b'), lines('a', 'b'))).toEqual([
    [' 1 a | 1 a', '!2 gone | -', '!3 too | -', ' 4 b | 2 b'],
  ]);
  expect(shown(lines('a'), lines('a', 'leafnodes {', '}'))).toEqual([
    [' 1 a | 1 a', '!- | 2 leafnodes {', '!- | 3 }'],
  ]);
});

test('changes that lie apart are groups of their own, and each line stands once', () => {
  const many = Array.from({ length: 20 }, (_, i) => `line ${i}`);
  const other = many.with(1, 'changed').with(17, 'changed too');
  const groups = sideBySide(lines(...many), lines(...other));
  expect(groups).toHaveLength(2);
  const numbers = groups.flat().map(({ mine }) => mine!.number);
  expect(numbers).toEqual([...new Set(numbers)]);
});

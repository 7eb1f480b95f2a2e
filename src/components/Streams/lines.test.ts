import { expect, test } from 'vitest';
import { feedPath, type RowBox } from './lines.ts';

const box = (column: number, middle: number): RowBox => ({
  left: column * 300 + 20,
  right: column * 300 + 230,
  middle,
  panel: { left: column * 300, right: column * 300 + 250 },
});

test('a line to the next column runs through the gutter between them, either way', () => {
  expect(feedPath(box(0, 10), box(1, 50))).toBe('M232 10C271.5 10 271.5 50 311 50');
  expect(feedPath(box(1, 50), box(0, 10))).toBe('M318 50C278.5 50 278.5 10 239 10');
});

test('a line within a column swings out at its margin', () => {
  expect(feedPath(box(0, 10), box(0, 90))).toBe('M18 10C-4 10 -4 90 11 90');
});

test('a line that would run across another column is not drawn', () => {
  expect(feedPath(box(0, 10), box(2, 10))).toBeUndefined();
});

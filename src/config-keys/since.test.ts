import { expect, test } from 'vitest';
import { isOn, releaseWords } from './since.ts';

test.each([
  ['2.14', '2.14.0', true],
  ['2.14', '2.12.15', false],
  ['2.12.7', '2.12.15', true],
  ['2.12.7', '2.12.6', false],
  ['2.12.7', '2.14.0', true],
  ['2.9', '2.10.0', true],
  ['2.14.8 and 2.15.1', '2.14.10', true],
  ['2.14.8 and 2.15.1', '2.15.0', false],
  ['2.14.8, and 2.15.1', '2.15.2', true],
  ['2.11.16, 2.12.7 and 2.14.0', '2.12.6', false],
  ['2.11.16, 2.12.7 and 2.14.0', '2.11.17', true],
  ['2.11.11 and 2.12.2', '2.10.29', false],
])('since %s, on %s: %s', (since, release, is) => {
  expect(isOn({ since }, release)).toBe(is);
  expect(isOn({ before: since }, release)).toBe(!is);
});

test('what names no release is so on each', () => {
  expect(isOn({}, '2.10.0')).toBe(true);
  expect(releaseWords({})).toBe('');
});

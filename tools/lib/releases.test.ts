import { expect, test } from 'vitest';
import { findRelease } from './releases.mjs';

const list = async () => ['2.9.25', '2.12.9', '2.12.15', '2.14.0'];

test('a line means its newest release', async () => {
  expect(await findRelease('2.12', list)).toBe('2.12.15');
});

test('a release means itself, though the list may lack it', async () => {
  expect(await findRelease('v2.10.29', list)).toBe('2.10.29');
});

test.each(['2.13', '', '12', 'newest'])(
  '"%s" is answered with the lines that exist',
  async (name) => {
    await expect(findRelease(name, list)).rejects.toThrow('choose from 2.9, 2.12, 2.14,');
  },
);

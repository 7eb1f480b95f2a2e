import { expect, test } from 'vitest';
import { errorText } from './error-text.ts';

test('an error is told by its words, or by its name where it has none', () => {
  expect(errorText(new Error('no such stream'))).toBe('no such stream');
  expect(errorText('gone')).toBe('gone');
  const wordless = Object.assign(new TypeError(), { message: undefined });
  expect(errorText(wordless)).toBe('TypeError');
});

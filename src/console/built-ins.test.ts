import { expect, test } from 'vitest';
import { builtIn } from './built-ins.ts';

test('words of a shell are told from commands', () => {
  expect(builtIn(' clear ')).toEqual({ type: 'clear' });
  expect(builtIn('logout')).toEqual({ type: 'exit' });
  expect(builtIn('history')).toEqual({ type: 'history', last: Infinity });
  expect(builtIn('history 3')).toEqual({ type: 'history', last: 3 });
  for (const line of ['', 'history x', 'clear all', 'stream ls'])
    expect(builtIn(line)).toBe(undefined);
});

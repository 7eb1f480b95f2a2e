import { expect, test } from 'vitest';
import { controlled, writes } from './keys.ts';

const none = { code: '', ctrlKey: false, altKey: false, metaKey: false, shiftKey: false };
const ctrl = { ...none, ctrlKey: true };

test('Ctrl and a letter are told on any keyboard, and not from other modifiers', () => {
  expect(controlled({ ...ctrl, key: 'u' })).toBe('u');
  expect(controlled({ ...ctrl, key: 'U' })).toBe('u');
  expect(controlled({ ...ctrl, key: 'с', code: 'KeyC' })).toBe('c');
  expect(controlled({ ...ctrl, key: 'c', shiftKey: true })).toBe(undefined);
  expect(controlled({ ...none, key: 'c', metaKey: true })).toBe(undefined);
  expect(controlled({ ...ctrl, key: 'ArrowLeft', code: 'ArrowLeft' })).toBe(undefined);
  expect(controlled({ ...none, key: 'c' })).toBe(undefined);
});

test('keys that write are meant for the prompt', () => {
  for (const key of ['s', 'é', '$', '🙂']) expect(writes({ ...none, key })).toBe(true);
  expect(writes({ ...ctrl, altKey: true, key: '@' })).toBe(true);
  expect(writes({ ...ctrl, key: 'v' })).toBe(true);
  expect(writes({ ...none, metaKey: true, key: 'v' })).toBe(true);
  for (const key of [' ', 'Tab', 'PageUp', 'Escape']) expect(writes({ ...none, key })).toBe(false);
  expect(writes({ ...ctrl, key: 'f' })).toBe(false);
  expect(writes({ ...none, altKey: true, key: 'f' })).toBe(false);
});

import { expect, test } from 'vitest';
import { other } from './twin.ts';

test.each([
  ...[
    'S3cret',
    'Пароль',
    '密码',
    '🔑',
    '!*&^~!',
    '---',
    '@',
    '"%"',
    '"[{"',
    "'('",
    '$2a$11$',
    '":"',
  ],
  ...['"  "', String.raw`"\n"`, '"$S3cret"', '$2a$11$abc', '\u00a1', '(\n----\n)'],
])('another secret than %s is of the same length', (secret) => {
  expect(other(secret)).not.toBe(secret);
  expect(other(secret)).toHaveLength(secret.length);
});

test('different secrets stay different', () => {
  const secrets = ['Пароль', 'Мароль', '---', '...', '!!!', '~~~', '🔑🔑', '🔒🔑'];
  expect(new Set(secrets.map(other)).size).toBe(secrets.length);
});

test.each(['$PASSWORD', '"${PASSWORD}"', ''])('%s is no secret itself', (name) => {
  expect(other(name)).toBe(name);
});

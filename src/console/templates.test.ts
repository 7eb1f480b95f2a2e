import { expect, test } from 'vitest';
import { fillTemplates } from './templates.ts';

test('templates count, and tell of the request that is answered', () => {
  expect(fillTemplates('n {{Count}} {{ Count }}', { count: 3 })).toBe('n 3 3');
  const request = { body: 'hi', tokens: ['london'] };
  expect(fillTemplates('{{Request}} {{.Request}} {{1}}', { count: 0, request })).toBe(
    'hi hi london',
  );
});

test('random text is as long as it should be', () => {
  expect(fillTemplates('{{ Random 10 10 }}', { count: 1 })).toMatch(/^[A-Za-z]{10}$/);
});

test('what is no template stays', () => {
  expect(fillTemplates('{{Unknown}} {{1}} {"a":{"b":1}}', { count: 1 })).toBe(
    '{{Unknown}} {{1}} {"a":{"b":1}}',
  );
});

import { expect, test } from 'vitest';
import { checkConfig } from './check.ts';

// The words of natscli 0.5.1, which tells several in any order.
test.each([
  [{ max_msgs: -5 }, '/max_msgs: must be >= -1 but found -5'],
  [{ max_age: -5e9 }, '/max_age: must be >= 0 but found -5000000000'],
  [{ num_replicas: 9 }, '/num_replicas: must be <= 5 but found 9'],
  [{ mirror: { name: 'a.b' } }, `/mirror/name: does not match pattern '^[^.*>]+$'`],
  [
    { sources: [{ name: 'A' }, { name: 'a.c' }] },
    `/sources/1/name: does not match pattern '^[^.*>]+$'`,
  ],
  [
    { mirror: { name: '' } },
    `/mirror/name: length must be >= 1, but got 0, /mirror/name: does not match pattern '^[^.*>]+$'`,
  ],
  [{ description: 'x'.repeat(5000) }, '/description: length must be <= 4096, but got 5000'],
])('%o is refused', (config, words) => {
  expect(() => checkConfig(config)).toThrow(
    expect.objectContaining({ message: `configuration validation failed: ${words}` }),
  );
});

test('a stream within the bounds is taken', () => {
  expect(() =>
    checkConfig({ max_msgs: -1, num_replicas: 5, sources: [{ name: 'A' }] }),
  ).not.toThrow();
});

import { describe, expect, test } from 'vitest';
import { checkConsumerName, checkStreamName } from './names.ts';

describe('names of streams and consumers', () => {
  test.each(['ORDERS', 'orders_1', 'Größe', 'a-b', 'a$b'])('%s is one', (name) => {
    expect(() => checkStreamName(name)).not.toThrow();
    expect(() => checkConsumerName(name)).not.toThrow();
  });

  test.each(['', 'a.b', 'a b', 'a*', '>', 'a/b', 'a\\b', 'a\0b'])('%j is none', (name) => {
    const words = JSON.stringify(name);
    expect(() => checkStreamName(name)).toThrow(`${words} is not a valid stream name`);
    expect(() => checkConsumerName(name)).toThrow(`${words} is not a valid consumer name`);
  });
});

import { expect, test } from 'vitest';
import { fromBytes, toBytes } from './codec.ts';

const called = (...a: unknown[]) => fromBytes(toBytes({ m: 'monitor', a }));

test('an argument that a call leaves out arrives left out, and one before another as nothing', () => {
  expect(called('hub', 'leafz', undefined)).toEqual({ m: 'monitor', a: ['hub', 'leafz'] });
  expect(called('hub', undefined, {})).toEqual({ m: 'monitor', a: ['hub', null, {}] });
  expect(called(undefined)).toEqual({ m: 'monitor', a: [] });
});

test('an error arrives with its words, and bytes as bytes', () => {
  expect(fromBytes(toBytes({ e: new Error('no such server') }))).toEqual({
    e: new Error('no such server'),
  });
  expect(fromBytes(toBytes({ r: new Uint8Array([1, 2]) }))).toEqual({ r: new Uint8Array([1, 2]) });
});

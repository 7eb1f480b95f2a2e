import { expect, test } from 'vitest';
import { mappedAt } from './mapping.ts';

test.each([
  ['$JS.leaf.API.INFO', '$JS.API.INFO'],
  ['$JS.leaf.API.STREAM.CREATE.ORDERS', '$JS.API.STREAM.CREATE.ORDERS'],
  ['$JS.leaf.API.$KV.CFG.colour', '$KV.CFG.colour'],
  ['$JS.hub.API.INFO', undefined],
  ['$JS.API.INFO', undefined],
  ['orders.new', undefined],
])('%s at the server of domain leaf', (subject, mapped) => {
  expect(mappedAt(subject, 'leaf')).toBe(mapped);
});

import { expect, test } from 'vitest';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { keepConfig, keptConfigs, readKept } from './kept-configs.ts';

const original = twoDomains.servers.find(({ name }) => name === 'leaf')!.config;

test('only texts of servers of the lab are read, and none that is the original', () => {
  const read = (value: unknown) => readKept(JSON.stringify(value), twoDomains);
  expect(read({ leaf: '# mine', hub: 7, other: '# no' })).toEqual({ leaf: '# mine' });
  expect(read({ leaf: original })).toEqual({});
  expect(read({ leaf: 'x'.repeat(1_000_000) })).toEqual({});
  for (const odd of [null, [], 'text', 7, { __proto__: { leaf: '# mine' } }]) {
    expect(read(odd)).toEqual({});
  }
  expect(readKept('{', twoDomains)).toEqual({});
  expect(readKept(null, twoDomains)).toEqual({});
});

test('without storage, what is applied is kept with the page, until it is the original again', () => {
  keepConfig('a', twoDomains, 'leaf', '# mine');
  expect(keptConfigs('a', twoDomains).get()).toEqual({ leaf: '# mine' });
  keepConfig('a', twoDomains, 'leaf', original);
  expect(keptConfigs('a', twoDomains).get()).toEqual({});
  keepConfig('b', { ...twoDomains, outside: [] }, 'leaf', '# with a login');
  expect(keptConfigs('b', twoDomains).get()).toEqual({});
});

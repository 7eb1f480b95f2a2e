import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

const commands = [
  'stream',
  'consumer',
  'server',
  'service',
  'publish',
  'pub',
  'subscribe',
  'sub',
  'kv',
];
const kv = ['get', 'put', 'del', 'ls', 'info', 'history'];
const flags = [
  'allow-rollup',
  'deny-delete',
  'trace',
  'user',
  'count',
  'header',
  'subjects',
  'max-age',
  'allow-counter',
  'cluster',
];

test.each([
  ['strem', commands, 'stream'],
  ['steram', commands, 'stream'],
  ['consumers', commands, 'consumer'],
  ['subscirbee', commands, 'subscribe'],
  ['cons', commands, 'consumer'],
  ['lst', kv, 'ls'],
  ['set', kv, 'put'],
  ['show', kv, 'info'],
  ['cont', flags, 'count'],
  ['headers', flags, 'header'],
  ['subject', flags, 'subjects'],
  ['counter', flags, 'allow-counter'],
  ['age', flags, 'max-age'],
])('%s of %j is %s', (typed, names, name) => {
  expect(nearest(typed, names)).toBe(name);
});

test.each([
  ['seal', kv],
  ['gut', kv],
  ['se', commands],
  ['ls', ['info', 'tls']],
  ['servic', ['server']],
  ['context', ['consumer']],
  ['no-allow-rollup', flags],
  ['no-deny-delete', flags],
  ['storage', flags],
  ['counter', ['cluster']],
  ['max-msgs', flags],
  ['x', flags],
])('%s is near none of %j', (typed, names) => {
  expect(nearest(typed, names)).toBeUndefined();
});

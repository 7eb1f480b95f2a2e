import { expect, test } from 'vitest';
import { logReader } from './log-lines.ts';
import { monitorQuery } from './monitoring.ts';

test('options of the server API become query parameters of its pages', () => {
  expect(monitorQuery('varz')).toBe('');
  expect(monitorQuery('leafz', { subscriptions: true, account: 'A B' })).toBe('?subs=1&acc=A+B');
  expect(monitorQuery('connz', { subscriptions_detail: true, subscriptions: true })).toBe(
    '?subs=detail',
  );
  expect(monitorQuery('connz', { state: 1, limit: 5, auth: false })).toBe('?state=closed&limit=5');
  expect(monitorQuery('jsz', { streams: true, consumer: true, leader_only: true })).toBe(
    '?streams=1&consumers=1&leader-only=1',
  );
  expect(monitorQuery('healthz', { 'js-enabled-only': true })).toBe('?js-enabled-only=1');
});

test('lines of the log have their level, and those without belong to the one before', () => {
  const read = logReader();
  expect(read('nats-server: /leaf.conf:1:1: no')).toEqual({
    level: 'fatal',
    text: '/leaf.conf:1:1: no',
  });
  expect(read('[7] 2026/11/22 04:03:07.123456 [WRN] a [INF] b')).toEqual({
    level: 'warn',
    text: 'a [INF] b',
  });
  expect(read('more')).toEqual({ level: 'warn', text: 'more' });
  expect(read('[7] [TRC] c')).toEqual({ level: 'trace', text: 'c' });
});

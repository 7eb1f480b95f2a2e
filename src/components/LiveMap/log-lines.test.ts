import { expect, test } from 'vitest';
import type { LogLevel, LogLine } from '../../lab/network/host.ts';
import { logItems, newestKind, type LogItem } from './log-lines.ts';

const line = (text: string, level: LogLevel = 'info', server = 'leaf'): LogLine => ({
  server,
  level,
  text,
  at: 7,
});
const start = [
  line('Starting nats-server'),
  line('  Version:  2.15.2'),
  line('Plaintext passwords detected', 'warn'),
  line('Server is ready', 'info', 'hub'),
  line('10.0.0.1:7422 - lid:5 - Leafnode connection created'),
  line('Server is ready'),
];
const wrongPort = (id: number) =>
  line(`10.0.0.2:4222 - lid:${id} - attempted to connect to wrong port`, 'error');

const shown = (items: LogItem[]) =>
  items.map((item) =>
    item.type === 'line' ? item.line.text : item.lines.map(({ text }) => text.trim()),
  );

test('a start is one item, without what it warns of and what it says of connections', () => {
  expect(shown(logItems([...start, wrongPort(6)], 'leaf', 'info', ''))).toEqual([
    ['Starting nats-server', 'Version:  2.15.2', 'Server is ready'],
    'Plaintext passwords detected',
    '10.0.0.1:7422 - lid:5 - Leafnode connection created',
    '10.0.0.2:4222 - lid:6 - attempted to connect to wrong port',
  ]);
});

test('a level and words leave what has them; a banner is then opened', () => {
  const log = [...start, wrongPort(6), line('->> [PING]', 'trace')];
  expect(shown(logItems(log, 'leaf', 'warn', ''))).toHaveLength(2);
  expect(shown(logItems(log, 'leaf', 'trace', '')).at(-1)).toBe('->> [PING]');
  expect(shown(logItems(log, 'leaf', 'info', 'port err wrong'))).toHaveLength(1);
  expect(shown(logItems(log, 'leaf', 'info', 'version'))).toEqual(['  Version:  2.15.2']);
});

test('an error that comes again is no news', () => {
  const items = (...log: LogLine[]) => logItems([...start, ...log], 'leaf', 'info', '');
  expect(newestKind(items())).toBe('WRN Plaintext passwords detected');
  expect(newestKind(items(wrongPort(6), wrongPort(7)))).toBe(`ERR ${wrongPort(6).text}`);
});

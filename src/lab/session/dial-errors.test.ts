import { expect, test } from 'vitest';
import type { LogLevel, LogLine } from '../network/host.ts';
import { dialErrorIn, dialWords } from './dial-errors.ts';

const one = 'leafnodes { remotes: [ { url: "nats-leaf://hub:7422" } ] }';
const two = 'leafnodes { remotes: [ { urls: ["nats-leaf://hub:7422"] }, { url: "ws://far:80" } ] }';

const line = (text: string, level: LogLevel = 'error', server = 'leaf'): LogLine => ({
  server,
  level,
  text,
  at: 1,
});
const refused = (to: string, attempt = 1) =>
  line(
    `Error trying to connect as leafnode to remote server "${to}" (attempt ${attempt}): dial tcp: refused`,
  );
const dials = (to: string, address: string) =>
  line(`Trying to connect as leafnode to remote server on "${to}" (${address})`, 'debug');
const at = (address: string, id: number, words: string, level: LogLevel = 'error') =>
  line(`${address} - lid:${id} - ${words}`, level);

const textOf = (log: LogLine[], config = one, peer?: string) =>
  dialErrorIn(log, 'leaf', config, peer)?.text;

test('the last fault is told, and not the end of the connection that had it', () => {
  const wrongPort = at('10.1.0.2:4222', 6, 'attempted to connect to wrong port');
  const ended = at('10.1.0.2:4222', 6, 'Leafnode connection closed: Incorrect Port', 'info');
  expect(textOf([refused('hub:7422'), wrongPort, ended])).toBe(
    'attempted to connect to wrong port',
  );
  const trace = at('10.1.0.2:4222', 7, "->> [-ERR 'x']", 'trace');
  const other = { ...wrongPort, server: 'hub' };
  expect(textOf([trace, other, line('Slow consumer', 'warn')])).toBeUndefined();
});

test('a connection that ends before the other side has said who it is, is a fault of its own', () => {
  const ended = (who: string) =>
    at('10.1.0.2:7499', 6, `Leafnode connection closed: Client Closed${who}`, 'info');
  expect(textOf([ended('')])).toBe('Leafnode connection closed: Client Closed');
  // What was said before a connection that was whole is over.
  expect(textOf([refused('hub:7422'), ended(' - Remote: hub')])).toBeUndefined();
});

test('a further attempt that fails the same way changes no word', () => {
  const log = [refused('hub:7422', 1), refused('hub:7422', 2)];
  expect(textOf(log)).toContain('(attempt 1)');
  expect(textOf([...log, refused('hubb:7422', 1)])).toContain('hubb');
});

test('with a start or a reload the server begins from the start', () => {
  for (const anew of ['Starting nats-server', 'Reloaded server configuration']) {
    expect(textOf([refused('hub:7422'), line(anew, 'info')])).toBeUndefined();
  }
});

test('with several remotes, each link has its own, and none that may be of another', () => {
  const log = [
    dials('hub:7422', '10.0.0.1:7422'),
    at('10.0.0.1:7422', 5, "Leafnode Error 'Authorization Violation'"),
    refused('far:80'),
  ];
  expect(textOf(log, two, 'hub')).toBe("Leafnode Error 'Authorization Violation'");
  expect(textOf(log, two, 'far')).toContain('far:80');
  expect(textOf(log, two)).toContain('far:80');
  expect(textOf([at('10.9.9.9:1', 5, 'TLS leafnode handshake error: EOF')], two, 'hub')).toBe(
    undefined,
  );
});

test('a server that also takes leaf nodes tells of those that it dials only', () => {
  const both = 'leafnodes { port: 7422, remotes: [ { url: "nats-leaf://hub:7422" } ] }';
  const fault = (address: string) => at(address, 5, 'authentication error');
  expect(textOf([fault('10.0.0.9:5000')], both)).toBeUndefined();
  expect(textOf([dials('hub:7422', '10.0.0.1:7422'), fault('10.0.0.1:7422')], both)).toBe(
    'authentication error',
  );
});

test('words behind what is not there name the server, and a configuration without remotes', () => {
  const told = (config: string, log: LogLine[]) =>
    dialWords({ config: () => config, log: () => log }, 'leaf', 'hub');
  expect(told('port: 4222', [refused('hub:7422')])).toBe(
    '; the configuration of leaf has no remote',
  );
  expect(told(one, [])).toBe('');
  expect(told(one, [refused('hub:7422')])).toMatch(/^; leaf says: Error trying to connect/);
});

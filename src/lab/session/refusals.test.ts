import { expect, test } from 'vitest';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import type { LabHost, LogLine, OpenHost } from '../network/host.ts';
import { refusalOf } from './refusals.ts';
import { LabSession } from './session.ts';

const line = (server: string, subject: string): LogLine => ({
  server,
  level: 'debug',
  text: `10.0.0.1:7422 - lid:5 - Not permitted to deliver to "${subject}"`,
  at: 1,
});

test('a message that is refused is told of with its subject', () => {
  expect(refusalOf(line('leaf', '$JS.leaf.API.INFO'), 'leaf')).toEqual({
    server: 'leaf',
    at: 1,
    what: 'message',
    subject: '$JS.leaf.API.INFO',
    rule: 'own domain',
    connection: 5,
  });
});

test('a line that tells of no refusal is none', () => {
  expect(refusalOf({ server: 'a', level: 'info', text: 'Server is ready', at: 0 })).toBeUndefined();
});

test('a session tells of refusals, each by the domain of its server, and keeps the newest', async () => {
  let log: (lines: LogLine[]) => void = () => {};
  const openHost: OpenHost = async (_, events) => {
    log = (lines) => events.onLog(lines);
    const host = { startServer: async () => events.onServer('hub', { type: 'stopped' }) };
    return {
      host: host as Partial<LabHost> as LabHost,
      openClient: () => ({ type: 'url', url: 'ws://nowhere' }),
      close: () => {},
    };
  };
  const session = new LabSession(twoDomains, async () => openHost);
  await session.start();

  const own = '$JS.leaf.API.INFO';
  log([{ ...line('leaf', own), text: 'Server is ready' }, line('leaf', own), line('hub', own)]);
  expect(session.refusals.get().map(({ server, rule }) => [server, rule])).toEqual([
    ['leaf', 'own domain'],
    ['hub', 'permissions'],
  ]);

  log(Array.from({ length: 1000 }, (_, i) => line('leaf', `secret.${i}`)));
  expect(session.refusals.get()).toHaveLength(200);
  expect(session.refusals.get().at(-1)?.subject).toBe('secret.999');

  session.stop();
  expect(session.refusals.get()).toHaveLength(200);
  await session.start();
  expect(session.refusals.get()).toEqual([]);
});

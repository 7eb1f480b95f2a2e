import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import type { LinkState } from '../../lab/network/host.ts';
import { LabSession } from '../../lab/session/session.ts';
import { frame } from '../../../tests/support/wire-events.ts';
import { narrate } from './narrate.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function told() {
  const session = new LabSession(twoDomains, () => Promise.reject(new Error('no host')));
  session.snapshot.update((was) => ({
    ...was,
    state: { type: 'running' },
    links: { 'leaf-hub': { type: 'up' } },
  }));
  const said: string[] = [];
  const end = narrate(session, (words) => said.push(words));
  const link = (state: LinkState) =>
    session.snapshot.update((was) => ({ ...was, links: { 'leaf-hub': state } }));
  return { session, said, end, link };
}

test('what happens together is said together, soon after silence', () => {
  const { session, said } = told();
  session.wire.push([frame(1), frame(2, { from: 'hub', to: 'leaf' }), frame(3)]);
  expect(said).toEqual([]);
  vi.advanceTimersByTime(300);
  expect(said).toEqual([
    '2 messages crossed from leaf to hub. 1 message crossed from hub to leaf.',
  ]);
});

test('a burst is said once in three seconds, and nothing of it is left out', () => {
  const { session, said } = told();
  for (let seq = 0; seq < 900; seq++) {
    session.wire.push([frame(seq)]);
    vi.advanceTimersByTime(10);
  }
  vi.advanceTimersByTime(5000);
  expect(said.length).toBeLessThanOrEqual(5);
  const counts = said.map((words) => Number(/\d+/.exec(words)![0]));
  expect(counts.reduce((sum, each) => sum + each, 0)).toBe(900);
});

test('upkeep is not spoken of', () => {
  const { session, said } = told();
  const ping = frame(1, { op: 'PING', line: 'PING' });
  delete ping.subject;
  delete ping.payload;
  session.wire.push([ping]);
  vi.advanceTimersByTime(5000);
  expect(said).toEqual([]);
});

test('what becomes of links and servers is told, and that a silent cut lets nothing through', () => {
  const { session, said, link } = told();
  link({ type: 'cut', how: 'silent' });
  session.held.push([frame(1, { held: true })]);
  vi.advanceTimersByTime(300);
  expect(said).toEqual([
    'Link leaf-hub is cut in silence. 1 message left leaf for hub, and got no further than the cut.',
  ]);
  link({ type: 'up' });
  session.snapshot.update((was) => ({
    ...was,
    servers: { ...was.servers, leaf: { type: 'failed', reason: 'out of memory' } },
  }));
  vi.advanceTimersByTime(3000);
  expect(said[1]).toBe('leaf has failed: out of memory. Link leaf-hub is connected.');
});

test('a refusal is told with its rule, several as the last and how many more', () => {
  const { session, said } = told();
  const refusal = (subject: string) =>
    ({ server: 'leaf', at: 1, what: 'message', subject, rule: 'blocking rule' }) as const;
  // At each connection servers keep this interest at home: no act of the reader's.
  session.refusals.set([{ ...refusal('$JS.API.>'), what: 'interest' }]);
  vi.advanceTimersByTime(5000);
  expect(said).toEqual([]);
  session.refusals.set([refusal('$JS.API.INFO'), refusal('$KV.stock.oak')]);
  vi.advanceTimersByTime(300);
  expect(said).toEqual(['leaf refused $KV.stock.oak: blocking rule. And 1 more.']);
});

test('nothing is said once it has ended', () => {
  const { session, said, end } = told();
  session.wire.push([frame(1)]);
  end();
  vi.advanceTimersByTime(5000);
  expect(said).toEqual([]);
});

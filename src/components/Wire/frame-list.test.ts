import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Refusal } from '../../lab/session/refusals.ts';
import { Store } from '../../lab/session/store.ts';
import { WireLog } from '../../lab/wire/wire-log.ts';
import { everything, messageClasses } from './filter.ts';
import { FrameList } from './frame-list.ts';
import { rowText } from './row-text.ts';
import { frame } from '../../../tests/support/wire-events.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

function listOf(maxEvents = 5000) {
  const wire = new WireLog({ maxEvents });
  const refusals = new Store<readonly Refusal[]>([]);
  const list = new FrameList({ wire, refusals });
  const told = vi.fn();
  const leave = list.subscribe(told);
  const beat = () => vi.advanceTimersByTime(125);
  beat();
  told.mockClear();
  const keys = () => list.get().rows.map(({ key }) => key);
  return { wire, refusals, list, told, leave, beat, keys };
}

const ping = (seq: number) => {
  const event = frame(seq, { op: 'PING', line: 'PING' });
  delete event.subject;
  delete event.payload;
  return event;
};

const refused = (at: number): Refusal => ({
  server: 'leaf',
  at,
  what: 'message',
  subject: '$JS.API.INFO',
  rule: 'blocking rule',
});

test('tells of many frames once a beat, and counts what it does not show', () => {
  const { wire, told, beat, keys, list } = listOf(3);
  for (let seq = 1; seq <= 4; seq++) wire.push([frame(seq)]);
  wire.push([ping(5)]);
  expect(told).not.toHaveBeenCalled();
  beat();
  expect(told).toHaveBeenCalledTimes(1);
  expect(keys()).toEqual([3, 4]);
  expect(list.get()).toMatchObject({ crossed: 5, dropped: 2, added: 2 });
  wire.push([frame(6)]);
  beat();
  expect(keys()).toEqual([4, 6]);
  expect(list.get()).toMatchObject({ crossed: 6, dropped: 3, added: 3 });
});

test('reads the wire once a beat, and once for each wish of the reader', () => {
  const { wire, beat, list } = listOf();
  const reads = vi.spyOn(wire, 'since');
  const once = (act: () => void) => {
    reads.mockClear();
    act();
    expect(reads).toHaveBeenCalledTimes(1);
  };
  wire.push([frame(1)]);
  once(beat);
  once(() => list.pause());
  once(() => list.resume());
  once(() => list.clear());
});

test('keeps the rows that it has as they are', () => {
  const { wire, beat, list } = listOf();
  wire.push([frame(1)]);
  beat();
  const [row] = list.get().rows;
  wire.push([frame(2)]);
  beat();
  expect(list.get().rows[0]).toBe(row);
});

test('stands still while paused, and says how many are newer under the filter', () => {
  const { wire, beat, keys, list } = listOf();
  wire.push([frame(1), ping(2)]);
  beat();
  list.pause();
  wire.push([frame(3), ping(4), frame(5)]);
  beat();
  expect(keys()).toEqual([1]);
  expect(list.get()).toMatchObject({ paused: true, newer: 2, crossed: 5 });
  list.setFilter(everything);
  expect(keys()).toEqual([1, 2]);
  expect(list.get().newer).toBe(3);
  wire.push([ping(6)]);
  beat();
  expect(list.get().newer).toBe(4);
  list.resume();
  expect(keys()).toEqual([1, 2, 3, 4, 5, 6]);
  expect(list.get()).toMatchObject({ paused: false, newer: 0 });
});

test('pauses before rows go from under a reader who is away from the end', () => {
  const { wire, beat, keys, list } = listOf(3);
  wire.push([frame(1), frame(2)]);
  beat();
  list.setAway(true);
  wire.push([frame(3)]);
  beat();
  expect(keys()).toEqual([1, 2, 3]);
  expect(list.get().paused).toBe(false);
  wire.push([frame(4), frame(5)]);
  beat();
  expect(keys()).toEqual([1, 2, 3]);
  expect(list.get()).toMatchObject({ paused: true, newer: 2 });
  list.setAway(false);
  expect(keys()).toEqual([3, 4, 5]);
  expect(list.get().paused).toBe(false);
});

test('a refusal stands where its time is, though it is told of later', () => {
  const { wire, refusals, beat, list, keys } = listOf();
  wire.push([frame(1), frame(5)]);
  beat();
  refusals.set([refused(1003)]);
  beat();
  expect(list.get().rows.map(({ type }) => type)).toEqual(['frame', 'refusal', 'frame']);
  const before = keys();
  list.setFilter(everything);
  expect(keys()).toEqual(before);
  list.setFilter({ ...messageClasses, subject: '$JS.API.>' });
  expect(list.get().rows.map(rowText)).toEqual([
    '1970-01-01T00:00:01.003Z leaf refused message $JS.API.INFO (blocking rule)',
  ]);
});

test('forgets all when cleared, and begins again after another start of the lab', () => {
  const { wire, refusals, beat, keys, list } = listOf();
  wire.push([frame(7)]);
  refusals.set([refused(1000)]);
  beat();
  list.pause();
  list.clear();
  expect(list.get()).toMatchObject({ rows: [], crossed: 0, paused: false });
  expect(refusals.get()).toEqual([]);
  wire.push([frame(8)]);
  beat();
  wire.clear();
  wire.push([frame(0), frame(1)]);
  beat();
  expect(keys()).toEqual([0, 1]);
});

test('finds a request and its reply', () => {
  const { wire, beat, list } = listOf();
  wire.push([
    frame(1, { reply: '_INBOX.a' }),
    frame(2, { subject: '_INBOX.a', from: 'hub', to: 'leaf' }),
  ]);
  beat();
  expect([list.replyTo(1), list.requestOf(2), list.find(2)?.subject]).toEqual([2, 1, '_INBOX.a']);
});

test('leaves the wire alone when nobody listens', () => {
  const { wire, told, beat, leave } = listOf();
  wire.push([frame(1)]);
  leave();
  beat();
  wire.push([frame(2)]);
  beat();
  expect(told).not.toHaveBeenCalled();
});

test('a frame as text has its line, its headers and its payload, as far as it is kept', () => {
  const headers = new TextEncoder().encode('NATS/1.0 503\r\nA: b\r\n\r\n');
  const event = frame(1, { headers, headerSize: headers.length, payloadSize: 1009 });
  expect(rowText({ type: 'frame', key: 1, at: event.at, event })).toBe(
    [
      '1970-01-01T00:00:01.001Z leaf → hub (leaf-hub)',
      'LMSG orders.new 9',
      'NATS/1.0 503',
      'A: b',
      'oak table',
      '… 1000 bytes more',
    ].join('\n'),
  );
});

test('a burst beyond what the log holds is counted', () => {
  const { wire, beat, list } = listOf();
  for (let batch = 0, seq = 0; batch < 8; batch++) {
    wire.push(Array.from({ length: 1250 }, () => frame(seq++, { subject: `orders.${seq % 50}` })));
    beat();
  }
  expect(list.get()).toMatchObject({ crossed: 10_000, dropped: 5000, added: 10_000 });
  expect(list.get().rows).toHaveLength(5000);
});

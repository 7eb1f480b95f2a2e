import { expect, test, vi } from 'vitest';
import type { WireEvent } from './event.ts';
import { WireLog } from './wire-log.ts';

function event(seq: number, more: Partial<WireEvent> = {}): WireEvent {
  return {
    op: 'LMSG',
    line: 'LMSG a 2',
    wireSize: 14,
    headerSize: 0,
    payloadSize: 2,
    seq,
    at: 0,
    link: 'leaf-hub',
    from: 'leaf',
    to: 'hub',
    ...more,
  };
}

const seqs = (log: WireLog) => log.snapshot().events.map(({ seq }) => seq);

test('holds the newest events and counts those that are gone', () => {
  const log = new WireLog({ maxEvents: 3 });
  log.push([event(1), event(2)]);
  log.push([event(3), event(4), event(5)]);
  expect(seqs(log)).toEqual([3, 4, 5]);
  expect(log.snapshot().dropped).toBe(2);
});

test('holds only as much as fits its memory, but always the newest', () => {
  const log = new WireLog({ maxBytes: 3000 });
  const large = { payload: new Uint8Array(1000) };
  log.push([1, 2, 3].map((seq) => event(seq, large)));
  expect(seqs(log)).toEqual([2, 3]);
  log.push([event(4, { payload: new Uint8Array(5000) })]);
  expect(seqs(log)).toEqual([4]);
  expect(log.snapshot().dropped).toBe(3);
});

test('gives the same snapshot until it changes, and never changes one it gave', () => {
  const log = new WireLog();
  log.push([event(1)]);
  const before = log.snapshot();
  expect(log.snapshot()).toBe(before);
  log.push([event(2)]);
  expect(log.snapshot()).not.toBe(before);
  expect(before.events).toHaveLength(1);
});

test('tells its listeners once a push, until they leave', () => {
  const log = new WireLog();
  const listener = vi.fn();
  const leave = log.subscribe(listener);
  log.push([]);
  log.clear();
  expect(listener).not.toHaveBeenCalled();
  log.push([event(1), event(2)]);
  expect(listener).toHaveBeenCalledTimes(1);
  leave();
  log.push([event(3)]);
  expect(listener).toHaveBeenCalledTimes(1);
});

test('forgets all when cleared', () => {
  const log = new WireLog({ maxEvents: 2 });
  log.push([event(1), event(2), event(3)]);
  log.clear();
  expect(log.snapshot()).toEqual({ events: [], dropped: 0 });
  log.push([event(4)]);
  expect(seqs(log)).toEqual([4]);
});

test('says what it holds without a copy of it, and finds one event', () => {
  const log = new WireLog({ maxEvents: 3 });
  expect([log.first, log.last, log.came, log.dropped, log.clears]).toEqual([-1, -1, 0, 0, 0]);
  log.push([event(1), event(2), event(4), event(7), event(9)]);
  expect([log.first, log.last, log.came, log.dropped]).toEqual([4, 9, 5, 2]);
  expect(log.find(7)?.seq).toBe(7);
  expect([1, 5, 10].map((seq) => log.find(seq))).toEqual([undefined, undefined, undefined]);
  expect(log.since(4).map(({ seq }) => seq)).toEqual([7, 9]);
  log.clear();
  log.clear();
  expect([log.first, log.came, log.dropped, log.clears]).toEqual([-1, 0, 0, 1]);
});

import type { WireEvent } from '../../lab/wire/event.ts';

/**
 * A run of like events in a row, packed for the way from the worker to its page. Their common fields
 * are sent once: the messages of a burst differ only in their bytes.
 */
export interface PackedRun {
  /** The first of them, without its bytes. */
  first: WireEvent;
  count: number;
  /** The kept bytes of all headers and payloads, one after the other, each as long as the first. */
  headers?: Uint8Array;
  payloads?: Uint8Array;
}

/** Packs events whose `seq` counts up. */
export function packWire(events: readonly WireEvent[]): PackedRun[] {
  const runs: PackedRun[] = [];
  for (let from = 0, to = 1; from < events.length; from = to++) {
    const first = events[from]!;
    while (to < events.length && isLike(events[to]!, first)) to++;
    const { headers, payload, ...rest } = first;
    const run: PackedRun = { first: rest, count: to - from };
    if (headers) run.headers = joined(events, from, to, 'headers', headers.length);
    if (payload) run.payloads = joined(events, from, to, 'payload', payload.length);
    runs.push(run);
  }
  return runs;
}

/** Whether they differ in their `seq` and their bytes alone. Most of a frame is read from its line. */
const isLike = (a: WireEvent, b: WireEvent): boolean =>
  a.line === b.line &&
  a.wireSize === b.wireSize &&
  a.from === b.from &&
  a.at === b.at &&
  a.link === b.link &&
  a.op === b.op &&
  a.held === b.held &&
  a.account === b.account &&
  a.origin === b.origin &&
  a.reason === b.reason;

function joined(
  events: readonly WireEvent[],
  from: number,
  to: number,
  part: 'headers' | 'payload',
  size: number,
): Uint8Array {
  const bytes = new Uint8Array(size * (to - from));
  for (let i = from; i < to; i++) bytes.set(events[i]![part]!, size * (i - from));
  return bytes;
}

/** The events as they were packed. */
export function unpackWire(runs: readonly PackedRun[]): WireEvent[] {
  const events: WireEvent[] = [];
  for (const { first, count, headers, payloads } of runs) {
    for (let i = 0; i < count; i++) {
      const event = { ...first };
      event.seq += i;
      if (headers) event.headers = part(headers, i, count);
      if (payloads) event.payload = part(payloads, i, count);
      events.push(event);
    }
  }
  return events;
}

function part(bytes: Uint8Array, i: number, count: number): Uint8Array {
  const size = bytes.length / count;
  return bytes.subarray(size * i, size * (i + 1));
}

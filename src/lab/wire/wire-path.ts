import { replySubject } from './ack.ts';
import type { WireEvent } from './event.ts';

/**
 * The links that one message crossed, in order, found from any of them: on each it has the same
 * subject, payload and reply, and leaves the server that it reached before.
 * @param events of all links, in the order of their `seq`
 */
export function pathOf(events: readonly WireEvent[], event: WireEvent): WireEvent[] {
  if (event.payload === undefined) return [event];
  const kin = events.filter((other) => other.seq !== event.seq && isSame(other, event));
  const path = [event];
  for (let next = follow(kin, path); next; next = follow(kin, path)) path.push(next);
  for (let before = lead(kin, path); before; before = lead(kin, path)) path.unshift(before);
  return path;
}

function follow(kin: readonly WireEvent[], path: WireEvent[]): WireEvent | undefined {
  const last = path.at(-1)!;
  return kin.find(
    ({ seq, from, link }) => seq > last.seq && from === last.to && link !== last.link,
  );
}

function lead(kin: readonly WireEvent[], path: WireEvent[]): WireEvent | undefined {
  const first = path[0]!;
  return kin.findLast(
    ({ seq, to, link }) => seq < first.seq && to === first.from && link !== first.link,
  );
}

function isSame(a: WireEvent, b: WireEvent): boolean {
  return (
    a.subject === b.subject &&
    replySubject(a.reply ?? '') === replySubject(b.reply ?? '') &&
    a.payloadSize === b.payloadSize &&
    a.headerSize === b.headerSize &&
    sameBytes(a.payload, b.payload)
  );
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a?.length === b?.length && (a ?? []).every((byte, i) => byte === b![i]);
}

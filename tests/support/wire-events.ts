import type { WireEvent } from '../../src/lab/wire/event.ts';

/** A frame as a link would tell of it: a message of the leaf on `orders.new`, unless it is told otherwise. */
export function frame(seq: number, more: Partial<WireEvent> = {}): WireEvent {
  const payload = new TextEncoder().encode('oak table');
  return {
    op: 'LMSG',
    line: `LMSG ${more.subject ?? 'orders.new'} ${payload.length}`,
    wireSize: 40,
    headerSize: 0,
    payloadSize: payload.length,
    payload,
    subject: 'orders.new',
    seq,
    at: 1000 + seq,
    link: 'leaf-hub',
    from: 'leaf',
    to: 'hub',
    ...more,
  };
}

import { replySubject } from './ack.ts';
import type { WireEvent } from './event.ts';

type Paired = Pick<WireEvent, 'seq' | 'link' | 'from' | 'subject' | 'reply'>;

interface Request {
  seq: number;
  from: string;
  /** The first event that answered. */
  replySeq?: number;
}

/**
 * Finds the request that a reply answers, and the reply to a request. An acknowledgement counts as
 * the reply to its delivery. Remembers the last `capacity` requests.
 */
export class Pairing {
  readonly #capacity: number;
  /** By link and reply subject, the oldest first. */
  readonly #bySubject = new Map<string, Request>();
  readonly #replies = new Map<number, number>();
  readonly #requests = new Map<number, number>();

  constructor(capacity = 10_000) {
    this.#capacity = capacity;
  }

  /** To be called with every event, in order. */
  add({ seq, link, from, subject, reply }: Paired): void {
    if (subject !== undefined) this.#answer(`${link} ${subject}`, seq, from);
    if (reply === undefined) return;
    const key = `${link} ${replySubject(reply)}`;
    this.#bySubject.delete(key);
    this.#bySubject.set(key, { seq, from });
    trim(this.#bySubject, this.#capacity);
  }

  /** The event whose reply subject this event was sent to, as its `seq`. */
  requestOf(seq: number): number | undefined {
    return this.#requests.get(seq);
  }

  /** The first event that was sent to the reply subject of this event, as its `seq`. */
  replyTo(seq: number): number | undefined {
    return this.#replies.get(seq);
  }

  #answer(key: string, seq: number, from: string): void {
    const request = this.#bySubject.get(key);
    // The answer comes from the other end.
    if (!request || request.from === from) return;
    this.#requests.set(seq, request.seq);
    trim(this.#requests, this.#capacity);
    if (request.replySeq !== undefined) return;
    request.replySeq = seq;
    this.#replies.set(request.seq, seq);
    trim(this.#replies, this.#capacity);
  }
}

function trim(map: Map<unknown, unknown>, capacity: number): void {
  if (map.size <= capacity) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
}

import { inOnePiece } from '../../lab/in-one-piece.ts';
import type { LinkState, LogLine, ServerState, SharedEvents } from '../../lab/network/host.ts';
import type { WireEvent } from '../../lab/wire/event.ts';

/** What a bench that is shown tells of its monitoring, besides its events. */
export interface ShownEvents extends SharedEvents {
  /** A server has answered the page that shows it. `question` as `questionOf` makes it. */
  onAnswer(question: string, answer: unknown): void;
  /** So many frames and log lines were left out. */
  onMissed(count: number): void;
}

type Event = {
  [K in keyof ShownEvents]: [name: K, ...event: Parameters<ShownEvents[K]>];
}[keyof ShownEvents];

/** All of a bench at one moment. */
export interface ShownState {
  servers: Readonly<Record<string, ServerState>>;
  links: Readonly<Record<string, LinkState>>;
  configs: Readonly<Record<string, string>>;
  /** The last lines. */
  log: readonly LogLine[];
  /** The last frames, in the order of their `seq`. */
  wire: readonly WireEvent[];
  /** By question. */
  answers: Readonly<Record<string, unknown>>;
}

/**
 * What a page that shows its bench says to all at once. `n` counts the changes: who has missed one waits for the next
 * `all`, which has the changes up to its `n`.
 */
export type Shown =
  | { type: 'all'; n: number; topology: string; state: ShownState }
  | { type: 'more'; n: number; events: Event[] }
  | { type: 'end'; words: string };

/** What a packet carries, in bytes: a hub may allow much less than the megabyte of most. */
const partSize = 100 << 10;
const head = 8;

/** Cuts a message into packets: its number, which part this is, how many there are, and the part. */
export function packetsOf(number: number, message: Uint8Array): Uint8Array[] {
  const parts = Math.max(1, Math.ceil(message.length / partSize));
  return Array.from({ length: parts }, (_, part) => {
    const rest = message.subarray(part * partSize, (part + 1) * partSize);
    const packet = new Uint8Array(head + rest.length);
    const view = new DataView(packet.buffer);
    view.setUint32(0, number);
    view.setUint16(4, part);
    view.setUint16(6, parts);
    packet.set(rest, head);
    return packet;
  });
}

/** The most parts of a message that is taken. */
const mostParts = 64;

/** Puts messages together again. One of which a packet is missing is left out. */
export function wholeMessages(take: (message: Uint8Array) => void): (packet: Uint8Array) => void {
  let current = -1;
  let parts: Uint8Array[] = [];
  return (packet) => {
    if (packet.length < head) return;
    const view = new DataView(packet.buffer, packet.byteOffset);
    const [number, part, of] = [view.getUint32(0), view.getUint16(4), view.getUint16(6)];
    if (of > mostParts) return;
    if (part === 0) [current, parts] = [number, []];
    if (number !== current || part !== parts.length) return;
    parts.push(packet.slice(head));
    if (parts.length < of) return;
    current = -1;
    take(inOnePiece(parts));
  };
}

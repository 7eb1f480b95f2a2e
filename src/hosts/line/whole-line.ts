import { errorText } from '../../lab/error-text.ts';
import { inOnePiece } from '../../lab/in-one-piece.ts';
import type { MessageLine } from '../../lab/network/message-line.ts';

/** A line that carries messages of any size, each of them, or ends and says why. */
export interface WholeLine {
  send(message: Uint8Array): void;
  /** Bytes that the other end does not have yet. */
  waiting(): number;
  /** Ends the line; the other end is told in these words. */
  close(words: string): void;
}

interface Ends {
  /** The largest message that is taken, in bytes. */
  largest: number;
  onMessage: (message: Uint8Array<ArrayBuffer>) => void;
  /** Told when the other end has more of what waits for it. */
  onRoom?: () => void;
  /** Told once, if it is not `close` that ends the line. */
  onEnd: (words: string) => void;
}

/** A packet: one of these, a number of four bytes, and the rest. */
const kinds = { part: 0, last: 1, have: 2, alive: 3, end: 4 } as const;
const head = 5;
/** What a packet carries of a message, in bytes: a hub may allow much less than the megabyte of most. */
const partSize = 100 << 10;
/** How much may wait for the other end, in bytes, before it is left. */
const room = 64 << 20;
/** Milliseconds between two signs of life. */
const beat = 10_000;
/** How long the other end may be silent. Browsers let a page out of sight do things once a minute. */
const patience = 130_000;

const lost = 'The connection lost a part of what was sent.';

/** Makes a whole line of one that may lose messages, by counting them at both ends. */
export function wholeLine(
  line: MessageLine,
  { largest, onMessage, onRoom, onEnd }: Ends,
): WholeLine {
  let sent = 0;
  let taken = 0;
  let waiting = 0;
  /** The sizes of the packets that the other end does not have yet. */
  const sizes: number[] = [];
  let parts: Uint8Array[] = [];
  let size = 0;
  let heard = Date.now();
  let ended = false;

  const post = (kind: number, number: number, rest: Uint8Array = new Uint8Array()) => {
    const packet = new Uint8Array(head + rest.length);
    packet[0] = kind;
    new DataView(packet.buffer).setUint32(1, number);
    packet.set(rest, head);
    line.send(packet);
  };

  /** Runs what may find the line broken. */
  const trying = (act: () => void) => {
    try {
      if (!ended) act();
    } catch (error) {
      end(errorText(error));
    }
  };

  function finish(): boolean {
    if (ended) return false;
    ended = true;
    clearInterval(timer);
    line.close();
    return true;
  }

  function end(words: string): void {
    if (!ended) tellEnd(words);
    if (finish()) onEnd(words);
  }

  function tellEnd(words: string): void {
    try {
      post(kinds.end, 0, new TextEncoder().encode(words));
    } catch {
      // The line itself is gone. The other end finds out by its silence.
    }
  }

  function take(kind: number, rest: Uint8Array): void {
    taken++;
    parts.push(rest);
    size += rest.length;
    if (size > largest) throw new Error('A message was too large.');
    if (kind === kinds.last || taken % 4 === 0) post(kinds.have, taken);
    if (kind !== kinds.last) return;
    const message = inOnePiece(parts);
    parts = [];
    size = 0;
    onMessage(message);
  }

  const timer = setInterval(() => {
    trying(() => {
      if (Date.now() - heard > patience)
        throw new Error('The other side does not answer any more.');
      post(kinds.alive, sent);
    });
  }, beat);

  line.receive((packet) => {
    if (packet.length < head) return;
    heard = Date.now();
    const kind = packet[0]!;
    const number = new DataView(packet.buffer, packet.byteOffset).getUint32(1);
    const rest = packet.subarray(head);
    trying(() => {
      if (kind === kinds.part || kind === kinds.last) {
        if (number !== taken) throw new Error(lost);
        take(kind, rest);
      } else if (kind === kinds.have) {
        // The other end cannot have what has not been sent.
        while (sizes.length > 0 && sent - sizes.length < number) waiting -= sizes.shift()!;
        onRoom?.();
      } else if (kind === kinds.alive) {
        if (number !== taken) throw new Error(lost);
      } else if (kind === kinds.end && finish()) {
        onEnd(new TextDecoder().decode(rest.subarray(0, 1000)));
      }
    });
  });

  return {
    send: (message) =>
      trying(() => {
        if (waiting > room) throw new Error('The other side takes too long to read.');
        for (let at = 0; at === 0 || at < message.length; at += partSize) {
          const part = message.subarray(at, at + partSize);
          sizes.push(part.length);
          waiting += part.length;
          const isLast = at + partSize >= message.length;
          post(isLast ? kinds.last : kinds.part, sent, part);
          sent++;
        }
      }),
    waiting: () => waiting,
    close: (words) => {
      if (!ended) tellEnd(words);
      finish();
    },
  };
}

import type { Frame } from './event.ts';

/** How much of a header block is kept, in bytes. */
export const maxHeaders = 4096;

/** Gives frames their copy of what they keep of their bodies. */
export class Bodies {
  readonly #previewBytes: number;
  /** The frames whose bodies lie whole in the chunk at hand, and where. */
  #frames: Frame[] = [];
  #starts: number[] = [];

  constructor(previewBytes: number) {
    this.#previewBytes = previewBytes;
  }

  /** Makes room in a frame whose body comes in several chunks: see `fill`. */
  begin(frame: Frame): void {
    const headers = this.#keptHeaders(frame);
    if (headers > 0) frame.headers = new Uint8Array(headers);
    frame.payload = new Uint8Array(this.#keptPayload(frame));
  }

  /** Notes a frame whose body lies whole in the chunk at hand, from `start` on. */
  add(frame: Frame, start: number): void {
    this.#frames.push(frame);
    this.#starts.push(start);
  }

  /**
   * Copies what the noted frames keep into one buffer of just the size that takes. A buffer for each
   * would cost more than all the rest of the reading.
   */
  copy(bytes: Uint8Array): void {
    if (this.#frames.length === 0) return;
    let total = 0;
    for (const frame of this.#frames) total += this.#keptHeaders(frame) + this.#keptPayload(frame);
    const copies = new Uint8Array(total);
    let used = 0;
    const copy = (start: number, size: number) => {
      copies.set(bytes.subarray(start, start + size), used);
      used += size;
      return copies.subarray(used - size, used);
    };
    this.#frames.forEach((frame, i) => {
      const start = this.#starts[i]!;
      const headers = this.#keptHeaders(frame);
      if (headers > 0) frame.headers = copy(start, headers);
      frame.payload = copy(start + frame.headerSize, this.#keptPayload(frame));
    });
    this.#frames = [];
    this.#starts = [];
  }

  #keptHeaders({ headerSize }: Frame): number {
    return Math.min(headerSize, maxHeaders);
  }

  #keptPayload({ payloadSize }: Frame): number {
    return Math.min(payloadSize, this.#previewBytes);
  }
}

/**
 * Fills in what a chunk brings of a part of a body.
 * @param part begins `offset` bytes into the body
 * @param start where the body begins in `bytes` (negative if in an earlier chunk)
 * @param from how much of the body came before
 */
export function fill(
  part: Uint8Array,
  offset: number,
  bytes: Uint8Array,
  start: number,
  from: number,
): void {
  const begin = Math.max(0, from - offset);
  const end = Math.min(part.length, bytes.length - start - offset);
  if (end > begin) part.set(bytes.subarray(start + offset + begin, start + offset + end), begin);
}

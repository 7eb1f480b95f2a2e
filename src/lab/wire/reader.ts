import type { Frame } from './event.ts';
import { Bodies, fill } from './bodies.ts';
import { readLine } from './control-line.ts';
import type { Pinning } from './control-line.ts';
import { grammarOf, matchRule } from './grammar.ts';
import type { Grammar, Protocol, Rule } from './grammar.ts';

/** The longest control line that is read, in bytes: nats-server's own bound between servers. */
export const maxLine = 64 * 1024;
/** The number of garbage frames after which the reader gives the connection up. */
export const maxGarbage = 8;

const carriageReturn = 13;
const lineFeed = 10;
const emptyBytes = new Uint8Array(0);
const utf8 = new TextDecoder();

/**
 * Reads one direction of one connection. It never throws: unreadable bytes yield one `garbage` frame
 * and are skipped up to the next readable line. The caller passes every byte on, readable or not. A
 * connection that is compressed, encrypted or framed otherwise yields one `garbage` frame that says so,
 * and no more.
 */
export class FrameReader {
  /** The number of bytes that belong to no frame: those skipped after garbage. */
  skipped = 0;

  readonly #grammar: Grammar;
  readonly #bodies: Bodies;
  #state: 'line' | 'body' | 'skip' | 'opaque' = 'line';
  /** Set by a garbage frame until a control line makes sense again; in between no other is reported. */
  #lost = false;
  /** Garbage frames so far. */
  #garbage = 0;
  /** Whether any control line has made sense yet: a connection of which none does is no NATS protocol. */
  #sane = false;
  readonly #pinning: Pinning = { pinned: false };

  /** The beginning of a control line whose end has not come yet, and its rule once that is sure. */
  #partial = emptyBytes;
  #partialSize = 0;
  #rule: Rule | undefined;

  /** The message whose body is coming, and how much of the body has come, line end included. */
  #message: Frame | undefined;
  #bodyRead = 0;

  /** In `skip`: whether the last byte was a carriage return. */
  #afterCr = false;

  /** @param previewBytes how much of each payload a frame keeps. */
  constructor(protocol: Protocol, { previewBytes = 1024 } = {}) {
    this.#grammar = grammarOf(protocol);
    this.#bodies = new Bodies(previewBytes);
  }

  /** The frames that end in this chunk. Neither they nor the reader keep hold of the chunk. */
  push(bytes: Uint8Array): Frame[] {
    const frames: Frame[] = [];
    let at = 0;
    while (at < bytes.length) {
      if (this.#state === 'line') at = this.#readLine(bytes, at, frames);
      else if (this.#state === 'body') at = this.#readBody(bytes, at, frames);
      else if (this.#state === 'skip') at = this.#skip(bytes, at);
      else {
        this.skipped += bytes.length - at;
        break;
      }
    }
    this.#bodies.copy(bytes);
    return frames;
  }

  #readLine(bytes: Uint8Array, at: number, frames: Frame[]): number {
    if (this.#partialSize > 0) return this.#continueLine(bytes, at, frames);
    const rule = matchRule(this.#grammar, bytes, at, bytes.length);
    if (rule === null) return this.#noRule(at, frames);
    if (rule?.form === 'opaque') return this.#notNats(rule, at, frames);
    const lf = bytes.indexOf(lineFeed, at);
    if (rule && lf >= 0 && lf - at <= maxLine) {
      this.#endLine(rule, bytes, at, lf, frames);
      return lf + 1;
    }
    this.#rule = rule;
    return this.#keep(bytes, at, bytes.length, frames);
  }

  #continueLine(bytes: Uint8Array, at: number, frames: Frame[]): number {
    if (!this.#rule) {
      // Byte by byte, for the few that make up an operation.
      this.#keep(bytes, at, at + 1, frames);
      const rule = matchRule(this.#grammar, this.#partial, 0, this.#partialSize);
      if (rule === undefined) return at + 1;
      if (rule === null || rule.form === 'opaque') {
        const passed = this.#partialSize - 1;
        this.#partialSize = 0;
        if (rule === null) {
          this.skipped += passed;
          return this.#noRule(at, frames);
        }
        this.skipped += passed + 1;
        return this.#notNats(rule, at + 1, frames);
      }
      this.#rule = rule;
      if (bytes[at] !== lineFeed) return at + 1;
      this.#endPartialLine(rule, frames);
      return at + 1;
    }
    const lf = bytes.indexOf(lineFeed, at);
    const end = lf < 0 ? bytes.length : lf + 1;
    const rule = this.#rule;
    const next = this.#keep(bytes, at, end, frames);
    if (lf >= 0 && next === end) this.#endPartialLine(rule, frames);
    return next;
  }

  #endPartialLine(rule: Rule, frames: Frame[]): void {
    const size = this.#partialSize;
    this.#partialSize = 0;
    this.#endLine(rule, this.#partial, 0, size - 1, frames);
    // The room of a long line, such as an INFO, is not kept for short ones.
    if (this.#partial.length > 4096) this.#partial = emptyBytes;
  }

  /** Keeps part of a control line for later, and returns where to go on. */
  #keep(bytes: Uint8Array, at: number, end: number, frames: Frame[]): number {
    // One byte more than the longest line: its line feed.
    const taken = Math.min(end - at, maxLine + 1 - this.#partialSize);
    const size = this.#partialSize + taken;
    if (size > this.#partial.length) {
      const larger = new Uint8Array(Math.min(maxLine + 1, Math.max(256, 2 * size)));
      larger.set(this.#partial.subarray(0, this.#partialSize));
      this.#partial = larger;
    }
    this.#partial.set(bytes.subarray(at, at + taken), this.#partialSize);
    this.#partialSize = size;
    if (size <= maxLine || bytes[at + taken - 1] === lineFeed) return at + taken;
    this.#partial = emptyBytes;
    this.#partialSize = 0;
    this.#lose(`a control line longer than ${maxLine} bytes`, '', size, frames);
    this.#beginSkip();
    return at + taken;
  }

  #endLine(rule: Rule, bytes: Uint8Array, start: number, lf: number, frames: Frame[]): void {
    this.#rule = undefined;
    const end = lf > start && bytes[lf - 1] === carriageReturn ? lf - 1 : lf;
    const line = utf8.decode(bytes.subarray(start, end));
    const wireSize = lf + 1 - start;
    const frame = readLine(rule, line, this.#pinning);
    if (typeof frame === 'string') {
      this.#lose(frame, rule.form === 'json' ? '' : line, wireSize, frames);
      return;
    }
    this.#lost = false;
    this.#sane = true;
    frame.wireSize = wireSize;
    if (rule.form === 'message') {
      this.#message = frame;
      this.#bodyRead = 0;
      this.#state = 'body';
    } else {
      frames.push(frame);
    }
  }

  #readBody(bytes: Uint8Array, at: number, frames: Frame[]): number {
    const frame = this.#message!;
    const size = frame.headerSize + frame.payloadSize;
    const end = at + size;
    if (this.#bodyRead === 0 && bytes[end] === carriageReturn && bytes[end + 1] === lineFeed) {
      this.#bodies.add(frame, at);
      return this.#endBody(frame, size + 2, end + 2, frames);
    }
    return this.#readPart(frame, size, bytes, at, frames);
  }

  /** Reads as much of a body as has come, when that is not all of it. */
  #readPart(frame: Frame, size: number, bytes: Uint8Array, at: number, frames: Frame[]): number {
    const from = this.#bodyRead;
    const start = at - from;
    if (from === 0) this.#bodies.begin(frame);
    if (from < size) {
      this.#bodyRead = Math.min(size, bytes.length - start);
      if (frame.headers) fill(frame.headers, 0, bytes, start, from);
      fill(frame.payload!, frame.headerSize, bytes, start, from);
    }
    for (let next = start + this.#bodyRead; next < bytes.length; next++) {
      if (bytes[next] !== (this.#bodyRead === size ? carriageReturn : lineFeed)) {
        const reason = `${frame.op} whose ${size} bytes are not followed by a line end`;
        this.#message = undefined;
        this.#lose(reason, frame.line, frame.wireSize + this.#bodyRead, frames);
        this.#beginSkip();
        return next;
      }
      if (this.#bodyRead++ > size) return this.#endBody(frame, this.#bodyRead, next + 1, frames);
    }
    return bytes.length;
  }

  #endBody(frame: Frame, size: number, at: number, frames: Frame[]): number {
    frame.wireSize += size;
    this.#message = undefined;
    this.#state = 'line';
    frames.push(frame);
    return at;
  }

  #noRule(at: number, frames: Frame[]): number {
    if (!this.#lost) {
      const why = this.#sane
        ? 'bytes that begin no operation'
        : 'bytes that are no NATS protocol; the connection may be compressed or encrypted';
      this.#lose(why, '', 0, frames);
    }
    this.#beginSkip();
    return at;
  }

  #notNats(rule: Extract<Rule, { form: 'opaque' }>, at: number, frames: Frame[]): number {
    // Lost in the middle of something binary, any bytes can turn up.
    if (this.#lost) return this.#noRule(at, frames);
    this.#lose(rule.reason, '', 0, frames);
    this.#state = 'opaque';
    return at;
  }

  /** Reports garbage once, and gives up after `maxGarbage`; while lost already, counts the bytes as skipped. */
  #lose(reason: string, line: string, wireSize: number, frames: Frame[]): void {
    this.#rule = undefined;
    if (this.#lost) {
      this.skipped += wireSize;
      return;
    }
    this.#lost = true;
    const last = ++this.#garbage === maxGarbage;
    frames.push({
      op: 'garbage',
      line,
      wireSize,
      headerSize: 0,
      payloadSize: 0,
      reason: last ? `${reason}; this connection is not read any further` : reason,
    });
    if (last) this.#state = 'opaque';
  }

  #beginSkip(): void {
    if (this.#state === 'opaque') return;
    this.#state = 'skip';
    this.#afterCr = false;
  }

  /** Passes over bytes up to the next line end. */
  #skip(bytes: Uint8Array, at: number): number {
    const lf = bytes.indexOf(lineFeed, at);
    const end = lf < 0 ? bytes.length : lf + 1;
    const afterCr = lf > at ? bytes[lf - 1] === carriageReturn : this.#afterCr;
    this.skipped += end - at;
    if (lf >= 0 && afterCr) this.#state = 'line';
    else this.#afterCr = bytes[end - 1] === carriageReturn;
    return end;
  }
}

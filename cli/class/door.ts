import { randomInt, timingSafeEqual, createHash } from 'node:crypto';
import type { Refused } from '../../src/class/records.ts';
import { makeSecret } from './keys.ts';

/** Who may join, as the folder keeps it. */
export interface KeptDoor {
  open: boolean;
  /** To be typed. */
  code: string;
  /** Milliseconds since the Unix epoch. */
  until: number;
  /** The secret of the attendees' link; it goes with the code. */
  secret: string;
  /** Codes and secrets of before, so that they are refused as expired. */
  old: string[];
  /** The secret of the trainers' link. */
  trainers: string;
}

/** Without letters and digits that are taken for one another. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const day = 24 * 60;
/** How many codes of before are known as such. */
const remembered = 40;

export const newDoor = (now: number): KeptDoor => ({
  open: true,
  ...newCode(now),
  old: [],
  trainers: makeSecret(),
});

function newCode(now: number, minutes = day): Pick<KeptDoor, 'code' | 'until' | 'secret'> {
  const pick = () => letters[randomInt(letters.length)];
  const code = `${pick()}${pick()}${pick()}-${pick()}${pick()}${pick()}`;
  return { code, until: now + minutes * 60_000, secret: makeSecret() };
}

/** Renews the code and the link; those of before are refused. */
export function renew(door: KeptDoor, now: number, minutes?: number): void {
  door.old = [...door.old, door.code, door.secret].slice(-remembered);
  Object.assign(door, newCode(now, minutes));
}

/** Compares secrets in a time that tells nothing of them. */
export function isSame(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}

/** A code as people type it: small, with blanks, without its hyphen. */
const typed = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** Something that may be done so often at once, and so often in a second. */
export class Bucket {
  #tokens: number;
  #at: number;
  readonly #size: number;
  readonly #perSecond: number;

  constructor(size: number, perSecond: number, now: number) {
    this.#size = size;
    this.#perSecond = perSecond;
    this.#tokens = size;
    this.#at = now;
  }

  /** The seconds until it may be done again; 0 if it may be done now. */
  wait(now: number): number {
    const since = Math.max(0, now - this.#at) / 1000;
    this.#tokens = Math.min(this.#size, this.#tokens + since * this.#perSecond);
    this.#at = now;
    return this.#tokens >= 1 ? 0 : Math.ceil((1 - this.#tokens) / this.#perSecond);
  }

  take(): void {
    this.#tokens -= 1;
  }
}

/** Lets attendees in by a code or a link. Wrong codes are counted; a link's secret is too long to be guessed. */
export class Doorkeeper {
  readonly #door: KeptDoor;
  readonly #wrong: Bucket;
  readonly #joins: Bucket;

  constructor(door: KeptDoor, now: number) {
    this.#door = door;
    this.#wrong = new Bucket(20, 0.5, now);
    this.#joins = new Bucket(100, 10, now);
  }

  /** Whether a newcomer may come in; undefined if so. */
  refusal(key: string, now: number): Refused | undefined {
    const door = this.#door;
    const byLink = isSame(key, door.secret);
    const wait = byLink ? 0 : this.#wrong.wait(now);
    if (wait > 0)
      return refuse('busy', `Too many wrong codes were typed. Try again in ${wait} seconds.`, wait);
    if (!byLink && !isSame(typed(key), typed(door.code))) {
      this.#wrong.take();
      return door.old.some((old) => isSame(old, key) || isSame(typed(old), typed(key)))
        ? refuse('expired', 'This code has been renewed. Ask your trainer for the new one.')
        : refuse('code', 'The class does not know this code. Check it letter by letter.');
    }
    if (now > door.until)
      return refuse('expired', 'This code has expired. Ask your trainer for a new one.');
    if (!door.open)
      return refuse(
        'closed',
        'The class takes no newcomers now. Ask your trainer to open the door.',
      );
    const busy = this.#joins.wait(now);
    if (busy > 0)
      return refuse('busy', `Many join at this moment. Try again in ${busy} seconds.`, busy);
    this.#joins.take();
    return undefined;
  }

  /** Whether the key is that of the trainers' link; a wrong one counts as a wrong code. */
  isTrainer(key: string): boolean {
    return isSame(key, this.#door.trainers);
  }
}

/** Refuses a join. The words say why, and what the asker can do: the page shows them as they are. */
export const refuse = (refused: Refused['refused'], words: string, wait?: number): Refused => ({
  refused,
  words,
  ...(wait !== undefined && { wait }),
});

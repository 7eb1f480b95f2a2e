import { deflateSync, FlateErrorCode, Inflate, type FlateError } from 'fflate';
import { inOnePiece } from '../lab/in-one-piece.ts';
import { fromBase64url, toBase64url } from './base64url.ts';
import type { BenchState } from './bench.ts';
import { dictionary1 } from './dictionary-1.ts';
import { mostBytes, readBench, readBenchJson, UnreadableBench } from './read-bench.ts';
import { withoutSecrets, type TakenOut } from './without-secrets.ts';

/**
 * The longest fragment that is made, in characters. Chromium's address bar holds 32 KB, and Windows hands a program a
 * command line of 32,767 characters, so a longer link may not open from another program. A GitHub issue takes 65,536
 * characters, in which configurations stand as well. Chat programs take less (a message of Discord 2,000 characters,
 * Slack cuts links of more than some 4,000): a link that was cut there is told as such when it is opened.
 */
export const longestFragment = 32_000;
/** The longest fragment that is read, in characters. */
const longestRead = 10_000_000;
/** How much is inflated at once, in bytes: one makes at most a thousand. */
const step = 2048;
const format = '1';

/** Says that a link was not made: it would be longer than what passes. */
export class TooLong extends Error {
  override name = 'TooLong';
}

/** Says what is wrong with a link, and what to do. */
export class LinkError extends Error {
  override name = 'LinkError';
}

/**
 * Makes the fragment (without `#`) of a bench. Logins and keys are taken out; `without` says where they were.
 *
 * A fragment is the digit of its format, and in base64url four bytes by which an altered one is known, and JSON that was
 * deflated with the dictionary of the format.
 * @throws TooLong if browsers and other programs would not take it
 * @throws LinkError if the bench is none that could be read again
 */
export async function linkOf(
  state: BenchState,
): Promise<{ fragment: string; without: TakenOut[] }> {
  const { state: shared, without } = withoutSecrets(state);
  const json = new TextEncoder().encode(JSON.stringify(checked(shared)));
  if (json.length > mostBytes) throw tooLong(`${Math.ceil(json.length / 1e6)} MB of text`);
  const options = { level: 9, mem: 8, dictionary: dictionaryBytes() } as const;
  const packed = deflateSync(json, options);
  const bytes = new Uint8Array(4 + packed.length);
  new DataView(bytes.buffer).setUint32(0, sumOf(json));
  bytes.set(packed, 4);
  const fragment = format + toBase64url(bytes);
  if (fragment.length > longestFragment)
    throw tooLong(`${fragment.length.toLocaleString('en')} characters`);
  return Promise.resolve({ fragment, without });
}

const tooLong = (size: string) =>
  new TooLong(
    `This bench is too large for a link: it takes ${size}, and other programs pass links of up to ${longestFragment.toLocaleString('en')} characters. Save it as a file, and share that.`,
  );

/** @throws LinkError */
function checked(state: BenchState): BenchState {
  try {
    return readBench(state);
  } catch (error) {
    throw error instanceof UnreadableBench
      ? new LinkError(`This bench cannot be shared: ${error.message}.`)
      : error;
  }
}

/**
 * Reads a fragment, with or without its `#`. What programs do to links is undone: characters written as `%2D`, line
 * breaks within it, and signs at its ends.
 * @throws LinkError with a sentence that says what is wrong and what to do
 */
export async function stateOf(fragment: string): Promise<BenchState> {
  const text = packedIn(fragment);
  const bytes = fromBase64url(text.slice(1));
  const json = inflated(bytes.subarray(4));
  if (new DataView(bytes.buffer).getUint32(0) !== sumOf(json)) throw altered();
  try {
    return await Promise.resolve(readBenchJson(new TextDecoder().decode(json)));
  } catch (error) {
    throw error instanceof UnreadableBench
      ? new LinkError(`This link cannot be opened: ${error.message}. Ask for the bench as a file.`)
      : error;
  }
}

const altered = () =>
  new LinkError(
    'This link was altered on its way: some of its characters are not those that it was made with. Ask for it again, or for the bench as a file.',
  );
const wasCut = (length: number) =>
  new LinkError(
    `This link was cut off, or altered on its way: it is read no further than ${length.toLocaleString('en')} characters. Copy all of it, or ask for the bench as a file.`,
  );

/** The text of a fragment without what programs have put into it and around it. @throws LinkError */
function packedIn(fragment: string): string {
  if (fragment.length > longestRead)
    throw new LinkError(
      `This link is ${Math.round(fragment.length / 1e6)} MB long: no link of a bench is. Ask for the bench as a file.`,
    );
  const text = fragment
    .replace(/%([2-7][\da-f])/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/%(0[9AD]|20|C2%A0|C2%AD|E2%80%8[B-D])/gi, '')
    .replace(/[\s\u00ad\u200b-\u200d\u2060\ufeff]+/g, '')
    .replace(/^[^\w-]+/, '');
  if (text === '') throw new LinkError('This address has no bench behind its #.');
  if (/^[2-9][\w-]{8}/.test(text))
    throw new LinkError(
      `This link was made by a newer Leafwise (format ${text[0]}), and this one reads format ${format}. Load the page again; a command is brought up to date with npm.`,
    );
  if (!text.startsWith(format) || !/^[\w-]*/.test(text))
    throw new LinkError(
      `This is no link of a bench: behind the # such a link has ${format} and then letters, digits, - and _.`,
    );
  if (text.length < 12) throw wasCut(text.length);
  return text;
}

/** @throws LinkError as soon as it is more than a bench may be */
function inflated(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  const inflate = new Inflate((part) => {
    parts.push(part);
    length += part.length;
  });
  // What was packed with a dictionary goes on as if that had just been unpacked.
  inflate.push(stored(dictionaryBytes()));
  parts.length = 0;
  length = 0;
  try {
    for (let at = 0; at === 0 || at < bytes.length; at += step) {
      inflate.push(bytes.subarray(at, at + step), at + step >= bytes.length);
      if (length > mostBytes)
        throw new LinkError(
          `This link cannot be opened: it unpacks to more than ${mostBytes / 1e6} MB. Ask for the bench as a file.`,
        );
    }
  } catch (error) {
    if (error instanceof LinkError) throw error;
    throw (error as FlateError).code === FlateErrorCode.UnexpectedEOF
      ? wasCut(Math.ceil(((bytes.length + 4) * 4) / 3) + 1)
      : altered();
  }
  return inOnePiece(parts);
}

const dictionaryBytes = () => new TextEncoder().encode(dictionary1);

/** A block of a deflated stream that holds bytes as they are. Others follow it. */
function stored(bytes: Uint8Array): Uint8Array {
  const block = new Uint8Array(5 + bytes.length);
  const head = new DataView(block.buffer);
  head.setUint16(1, bytes.length, true);
  head.setUint16(3, ~bytes.length, true);
  block.set(bytes, 5);
  return block;
}

/** Tells altered bytes from others: 32-bit FNV-1a. */
function sumOf(bytes: Uint8Array): number {
  let sum = 0x811c9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193);
  return sum >>> 0;
}

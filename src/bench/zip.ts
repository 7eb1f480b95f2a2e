import { Inflate } from 'fflate';
import { givenBounds } from '../lab/derive/given-bounds.ts';

/** A file in a zip. */
export interface ZipEntry {
  path: string;
  /** How long it says it is, in bytes. */
  size: number;
  /**
   * Unpacks it: never to more than it says.
   * @throws Error that says why it cannot be unpacked: a sentence without its subject
   */
  read: () => Uint8Array;
}

/** Says why a zip cannot be read: a sentence without its subject. */
export class UnreadableZip extends Error {
  override name = 'UnreadableZip';
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localEntry = 0x04034b50;
const isInZip64 = 0xffffffff;

/** Whether bytes begin as a zip does, also one without files. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

/**
 * Reads the list of files in a zip. It unpacks none, and looks at no more names than those of a folder.
 * @param onWork told how many bytes unpacking an entry goes through or makes at the most, also where it fails
 * @throws UnreadableZip
 */
export function* entriesOf(zip: Uint8Array, onWork: (bytes: number) => void): Generator<ZipEntry> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = endIn(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (at === isInZip64 || count === 0xffff)
    throw new UnreadableZip('is a zip of the large kind (zip64). Drop the files themselves');
  for (let i = 0; i < Math.min(count, givenBounds.looked); i += 1) {
    if (at + 46 > zip.length || view.getUint32(at, true) !== directoryEntry)
      throw new UnreadableZip('is a damaged zip: its list of files is not whole');
    const nameLength = view.getUint16(at + 28, true);
    const name = zip.subarray(at + 46, at + 46 + nameLength);
    const path = new TextDecoder().decode(name);
    const entry = {
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      local: view.getUint32(at + 42, true),
    };
    if (!path.endsWith('/'))
      yield { path, size: entry.size, read: () => unpackedEntry(zip, view, entry, onWork) };
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
}

/** Where the list of files ends. A comment of the zip may follow it. @throws UnreadableZip */
function endIn(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at -= 1)
    if (view.getUint32(at, true) === endOfDirectory) return at;
  throw new UnreadableZip('is a damaged zip: its end is missing');
}

interface Packed {
  flags: number;
  method: number;
  packed: number;
  size: number;
  local: number;
}

function unpackedEntry(
  zip: Uint8Array,
  view: DataView,
  entry: Packed,
  onWork: (bytes: number) => void,
): Uint8Array {
  const { flags, method, packed, size, local } = entry;
  if (flags & 1) throw new Error('is encrypted. Unpack the zip, and drop its files');
  if (method !== 0 && method !== 8)
    throw new Error(`is packed by method ${method}, which is not read here`);
  if (local + 30 > zip.length || view.getUint32(local, true) !== localEntry)
    throw new Error('is damaged in the zip');
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const bytes = zip.subarray(start, start + packed);
  onWork(Math.max(bytes.length, size));
  if (method === 0) return bytes.subarray(0, size);
  try {
    return inflated(bytes, size);
  } catch (error) {
    // What its last step made before it failed is not known: it counts as all that it can have made.
    onWork(most * Math.min(step, bytes.length));
    throw error;
  }
}

/** How much is inflated at once, in bytes. */
const step = 2048;
/** How many bytes one of them makes at the most. */
const most = 1032;

/** Inflates bytes, and stops where they are more than was said. */
function inflated(bytes: Uint8Array, size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let length = 0;
  const inflate = new Inflate((part) => {
    if (length + part.length > size) throw new Error('is longer than the zip says');
    whole.set(part, length);
    length += part.length;
  });
  try {
    for (let at = 0; at === 0 || at < bytes.length; at += step)
      inflate.push(bytes.subarray(at, at + step), at + step >= bytes.length);
  } catch (error) {
    throw error instanceof Error && /zip says$/.test(error.message)
      ? error
      : new Error('is damaged in the zip');
  }
  return whole.subarray(0, length);
}

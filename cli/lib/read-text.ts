import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { givenBounds, givenText, tooLongWords } from '../../src/lab/derive/given-bounds.ts';
import { errorText } from '../../src/lab/error-text.ts';

/** Says of a file why it is of no use: a sentence without its subject. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

/**
 * Reads a file of a person: a regular one, of at most 1 MB, of text. A pipe or a device is not read, whatever leads to
 * it, and one that is longer than it says is read no further.
 * @throws Unreadable that says why not
 */
export async function readText(file: string): Promise<string> {
  let handle: FileHandle | undefined;
  try {
    // Of a pipe that has no writer, opening alone would wait without this.
    handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const kind = await handle.stat();
    if (!kind.isFile()) throw new Unreadable(kind.isDirectory() ? 'is a folder' : 'is no file');
    const bytes = await upTo(givenBounds.bytes + 1, handle);
    if (bytes.length > givenBounds.bytes)
      throw new Unreadable(tooLongWords(Math.max(kind.size, bytes.length)));
    const text = givenText(bytes);
    if (text === undefined) throw new Unreadable('is no text');
    return text;
  } catch (error) {
    throw error instanceof Unreadable
      ? error
      : new Unreadable(`cannot be read: ${reason(error)}`, { cause: error });
  } finally {
    await handle?.close();
  }
}

async function upTo(most: number, handle: FileHandle): Promise<Uint8Array> {
  const bytes = new Uint8Array(most);
  let length = 0;
  while (length < most) {
    const { bytesRead } = await handle.read(bytes, length, most - length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'it is not yours to read',
  EPERM: 'it is not yours to read',
  ELOOP: 'its links lead in a circle',
};

/** Why the system refuses to read, in words. */
export const reason = (error: unknown): string =>
  reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? errorText(error);

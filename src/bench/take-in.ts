import { errorText } from '../lab/error-text.ts';
import {
  givenBounds,
  givenText,
  isLookedThrough,
  mayBeOfNetwork,
  tooLongWords,
} from '../lab/derive/given-bounds.ts';
import { inNaturalOrder } from '../lab/natural-order.ts';
import type { BenchFile } from './bench.ts';
import { isFilePath } from './read-bench.ts';
import { turns } from './turns.ts';
import { entriesOf, isZip, UnreadableZip } from './zip.ts';

/** A file that somebody has dropped, chosen or packed. */
export interface Offered {
  /** From what was dropped on, with `/` between folders. That of a folder which is not looked through ends in `/`. */
  path: string;
  /** Whether the person has named the file itself, not a folder or a zip that holds it. */
  byHand: boolean;
  /** In bytes. */
  size: number;
  read: () => Promise<Uint8Array>;
}

/** What was not taken, and why: a sentence without its subject. */
export interface LeftOut {
  path: string;
  why: string;
}

/** What came of files that were offered. */
export interface TakenIn {
  files: BenchFile[];
  leftOut: LeftOut[];
  /** The outermost folder that all of them were in. */
  folder?: string;
}

/** The largest zip that is read, in bytes. */
const largestZip = 64 << 20;
/** How much of all files is taken, and how much is unpacked for it, in bytes. */
const mostTaken = 10_000_000;
const mostUnpacked = 50_000_000;

/** Says of a file that there are too many: a sentence without its subject. */
export const tooManyWords = `is one too many: at most ${givenBounds.files} files are taken`;
/** Says of a file that no bench can have its path: a sentence without its subject. */
export const unfitPathWords =
  'has a path that not every system can have. Rename it: without “:” and signs that are not shown, and shorter than 300 characters';

/**
 * Takes in what a person gives: files, those in folders, and those in zips, and puts them in order. Each file that is not
 * taken is told with the reason. It reads no more than `leafwise check` does.
 */
export async function takeIn(
  offered: Iterable<Offered> | AsyncIterable<Offered>,
): Promise<TakenIn> {
  const texts = new Map<string, string>();
  const leftOut = new Map<string, string>();
  let [looked, taken, unpacked] = [0, 0, 0];
  const turn = turns();
  const take = async (file: Offered, inZip: boolean): Promise<void> => {
    await turn();
    const path = file.path
      .replaceAll('\\', '/')
      .replace(/^(\.\/)+/, '')
      .replace(/\/(\.?\/)+/g, '/');
    if ((looked += 1) > givenBounds.looked) {
      leftOut.set(
        'Others',
        `are not looked at: these are more than ${givenBounds.looked.toLocaleString('en')} files. Give those of one network`,
      );
      return;
    }
    const refusal = refusalOf(path, file);
    if (refusal) {
      leftOut.set(refusal.path, refusal.why);
      return;
    }
    const looksZipped = /\.zip$/i.test(path);
    if (file.size > (looksZipped && !inZip ? largestZip : mostOf(path))) {
      leftOut.set(path, looksZipped ? 'is a zip of more than 64 MB' : tooLongWords(file.size));
      return;
    }
    if (unpacked > mostUnpacked) {
      leftOut.set(
        'Others',
        'are not unpacked: what is unpacked already, with what is damaged, is more than 50 MB',
      );
      return;
    }
    if (texts.size >= givenBounds.files) {
      leftOut.set(path, tooManyWords);
      return;
    }
    try {
      const bytes = await file.read();
      if (isZip(bytes) && !inZip) await takeZip(path, bytes);
      else takeBytes(path, bytes);
    } catch (error) {
      leftOut.set(path, `cannot be read: ${errorText(error)}`);
    }
  };
  const takeZip = async (zip: string, bytes: Uint8Array): Promise<void> => {
    try {
      const onWork = (more: number) => {
        unpacked += more;
      };
      for (const { path, size, read } of entriesOf(bytes, onWork))
        await take({ path, size, byHand: false, read: async () => read() }, true);
    } catch (error) {
      if (!(error instanceof UnreadableZip)) throw error;
      leftOut.set(zip, error.message);
    }
  };
  const takeBytes = (path: string, bytes: Uint8Array) => {
    const text = givenText(bytes);
    if (bytes.length > mostOf(path)) leftOut.set(path, tooLongWords(bytes.length));
    else if (text === undefined) leftOut.set(path, noText(bytes));
    else if (taken + bytes.length > mostTaken)
      leftOut.set(path, 'is not taken: all files together are more than 10 MB');
    else if (!isFilePath(freePath(path, texts))) leftOut.set(path, unfitPathWords);
    else {
      taken += bytes.length;
      texts.set(freePath(path, texts), text);
    }
  };
  for await (const file of offered) await take(file, false);
  return {
    ...withoutCommonFolder(
      [...texts]
        .map(([path, text]) => ({ path, text }))
        .sort((a, b) => inNaturalOrder(withoutEnding(a.path), withoutEnding(b.path))),
    ),
    leftOut: [...leftOut].map(([path, why]) => ({ path, why })),
  };
}

/** Why a path is not taken, with how much of it that is said of. */
function refusalOf(path: string, { byHand }: Offered): LeftOut | undefined {
  const parts = path.split('/');
  if (path.startsWith('/') || /^[a-z]:\//i.test(path) || parts.includes('..'))
    return { path, why: 'has a path that leads outside' };
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  if (/[\x00-\x1f\x7f]/.test(path) || path.length > 1000)
    return { path: shownPath(path), why: 'has a path that no file should have' };
  const unfit = isFilePath(path) ? undefined : { path: shownPath(path), why: unfitPathWords };
  if (byHand && parts.length === 1) return unfit;
  const folders = parts.slice(0, -1);
  const closed = folders.findIndex((name) => !isLookedThrough(name) || name === '__MACOSX');
  if (closed >= 0)
    return {
      path: `${folders.slice(0, closed + 1).join('/')}/`,
      why: 'is not looked through: it is a folder of a program',
    };
  if (folders.length > givenBounds.depth)
    return {
      path: `${folders.slice(0, givenBounds.depth + 1).join('/')}/`,
      why: `is not looked through: it is more than ${givenBounds.depth} folders deep`,
    };
  const name = parts.at(-1)!;
  if (!byHand && (name.startsWith('.') || !(mayBeOfNetwork(name) || isBench(name))))
    return { path, why: 'is no configuration by its name. Give the file itself if it is one' };
  return unfit;
}

/** A path that may be long and have signs that are not shown, as one to be shown. */
const shownPath = (path: string): string =>
  JSON.stringify(path.slice(0, 60)).replace(
    /[\p{Bidi_Control}\p{Zl}\p{Zp}]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** Whether a file is a bench that was saved. */
export const isBench = (path: string): boolean => /\.leafwise\.json$/i.test(path);

/** How long a file may be, in bytes: a bench has several in it. */
const mostOf = (path: string): number => (isBench(path) ? mostTaken : givenBounds.bytes);

const noText = ([first, second]: Uint8Array): string =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
    ? 'is text in UTF-16. Save it as UTF-8'
    : 'is no text';

/** A path, with a number if there is one of that name. */
export function freePath(path: string, taken: { has: (path: string) => boolean }): string {
  if (!taken.has(path)) return path;
  const [, stem, ending] = /^(.*?)(\.[^./]*)?$/s.exec(path)!;
  for (let i = 2; ; i += 1) {
    const next = `${stem}-${i}${ending ?? ''}`;
    if (!taken.has(next)) return next;
  }
}

const withoutEnding = (path: string): string => path.replace(/\.[^./]*$/, '');

/** Takes off the folders that all files are in, and answers the name of the outermost. */
function withoutCommonFolder(
  files: BenchFile[],
  within?: string,
): Pick<TakenIn, 'files' | 'folder'> {
  const [first] = files;
  const folder = first && /^[^/]+\//.exec(first.path)?.[0];
  if (folder === undefined || !files.every(({ path }) => path.startsWith(folder)))
    return { files, ...(within !== undefined && { folder: within }) };
  return withoutCommonFolder(
    files.map(({ path, text }) => ({ path: path.slice(folder.length), text })),
    within ?? folder.slice(0, -1),
  );
}

import type { ConfText, Scalar } from './conf-text.ts';
import { quoted } from './quoted.ts';

/** A change of a text: the text from `start` to `end` is replaced. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/**
 * Replaces a value. A reference to a variable stays, in front, where the new value overrides it: the
 * server takes a variable without references for an unknown field.
 */
export function replace({ start, end, reference }: Scalar, text: string): Edit[] {
  const edit = { start, end, text };
  if (!reference) return [edit];
  const { at, setting } = reference;
  return [{ start: at, end: at, text: `${setting}; ` }, edit];
}

/**
 * Answers where a file is that was put on the machine of a server, if it has been. A file that a
 * configuration includes is looked for from the folder of that configuration on, whatever its path.
 */
export type FileAt = (path: string, included: boolean) => string | undefined;

/** Has a server find the files that were put on its machine. */
export function findFiles(conf: ConfText, file: FileAt | undefined): Edit[] {
  return conf.scalars.flatMap((scalar) => {
    const at = file?.(scalar.text, scalar.key === 'include');
    return at === undefined ? [] : replace(scalar, quoted(at));
  });
}

/** The path of a file on a machine as from its root, in one spelling: no `..` leads out. */
export function fromRoot(file: string): string {
  const parts: string[] = [];
  for (const part of file.split(/[\\/]/)) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Keys of files by which a server tells of itself. */
export const logFiles = [
  'logfile',
  'log_file',
  'remote_syslog',
  'pidfile',
  'pid_file',
  'ports_file_dir',
];
/** Keys of the folder for all that a server stores. */
export const storeKeys = ['store_dir', 'storedir'];
/** Keys of folders and files that a server writes, wherever they stand: a variable may bring them anywhere. */
export const written = [...storeKeys, 'dir', 'local_store', 'keys_file'];

/** The folders and files that a server with this configuration writes, but for those by which it tells of itself. */
export function findWritten({ scalars }: ConfText): Scalar[] {
  const isStore = ({ block, text }: Scalar) =>
    block.path.join() === 'jetstream' || /[\\/]/.test(text);
  return scalars.filter(
    (scalar) => written.includes(scalar.key) || (scalar.key === 'store' && isStore(scalar)),
  );
}

/** Puts another value in the place of a string, and leaves to the server what is none. */
export const replaceString = (scalar: Scalar, text: string): Edit[] =>
  (scalar.type ?? 'string') === 'string' ? replace(scalar, text) : [];

/** Makes changes to a text. Of those that replace the same value, it makes the first. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [
    // What is put in at one place: the last first, and all of it in front of what is replaced there.
    ...edits.filter(({ start, end }) => start === end).reverse(),
    ...edits.filter(({ start, end }) => start !== end),
  ].sort((a, b) => a.start - b.start);
  const pieces: string[] = [];
  let at = 0;
  for (const edit of sorted) {
    if (edit.start < at) continue;
    pieces.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  return pieces.join('') + text.slice(at);
}

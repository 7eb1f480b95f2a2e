import { lstat, mkdir, mkdtemp, readdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PackedFile } from '../../src/pack/pack.ts';
import { errorText } from '../../src/lab/error-text.ts';
import { Problem } from '../../tools/lib/problem.mjs';
import { wrong } from '../lib/command.ts';

/**
 * Writes files into a folder, and nowhere else: no path and no link leads out of it. All are written, or none: they
 * are written beside each other first, and then moved to their places.
 * @param force whether files that are there may be written over
 * @returns the paths, as the person would write them
 * @throws Problem if the folder holds files, a path leads out, or the system refuses; the folder is as it was then
 */
export async function writeFiles(
  folder: string,
  files: readonly PackedFile[],
  force: boolean,
): Promise<string[]> {
  if (folder === '')
    throw new Problem(
      'The folder to write is named by an empty text: is a variable of the shell unset?',
      wrong,
    );
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const root = await rootOf(folder, force);
    const all = files.map((file) => ({ ...file, at: inside(root, file.path) }));
    for (const { at, path: named } of all) await refuseOthers(root, at, named);
    await makeFolder(root, undo);
    const staged = await mkdtemp(path.join(root, '.leafwise-'));
    try {
      await put(all, staged, undo);
    } finally {
      await rm(staged, { recursive: true, force: true });
    }
  } catch (error) {
    for (const step of undo.toReversed()) await step().catch(() => {});
    throw error instanceof Problem
      ? error
      : new Problem(`${folder} cannot be written, so nothing was: ${reason(error)}.`, wrong);
  }
  return files.map((file) => path.join(folder, file.path));
}

/** Writes all that is new, and then puts it in the place of what is there. */
async function put(
  files: readonly (PackedFile & { at: string })[],
  staged: string,
  undo: (() => Promise<unknown>)[],
): Promise<void> {
  for (const [i, { text, mode = 0o644 }] of files.entries())
    await writeFile(path.join(staged, `new-${i}`), text, { mode, flag: 'wx' });
  const moved: (() => Promise<unknown>)[] = [];
  try {
    for (const [i, { at }] of files.entries()) {
      await makeFolder(path.dirname(at), undo);
      const old = path.join(staged, `old-${i}`);
      if (await lstatOf(at)) {
        await rename(at, old);
        moved.push(() => rename(old, at));
      }
      await rename(path.join(staged, `new-${i}`), at);
      moved.push(() => rm(at));
    }
  } catch (error) {
    // While what was there before is still at hand.
    for (const step of moved.toReversed()) await step().catch(() => {});
    throw error;
  }
}

/** Makes a folder and those above it, one by one: in some places the system's own way never ends. */
async function makeFolder(folder: string, undo: (() => Promise<unknown>)[]): Promise<void> {
  if (await lstatOf(folder)) return;
  if (path.dirname(folder) !== folder) await makeFolder(path.dirname(folder), undo);
  await mkdir(folder);
  undo.push(() => rm(folder, { recursive: true }));
}

/** The folder to write, wherever a link leads. */
async function rootOf(folder: string, force: boolean): Promise<string> {
  const found = await lstatOf(folder);
  if (!found) return path.resolve(folder);
  const root = await realpath(folder).catch(() => {
    throw new Problem(`${folder} is a link that leads nowhere: name a folder.`, wrong);
  });
  if (!(await lstat(root)).isDirectory())
    throw new Problem(`${folder} is a file: name a folder.`, wrong);
  if (!force && (await readdir(root)).length > 0)
    throw new Problem(
      `${folder} is not empty. Name a new folder, or add --force to write over what is there.`,
      wrong,
    );
  return root;
}

function inside(root: string, named: string): string {
  const at = path.resolve(root, named);
  if (at.startsWith(root.endsWith(path.sep) ? root : root + path.sep)) return at;
  throw new Problem(`${named} would be written outside of the folder, so nothing was.`, wrong);
}

/**
 * @throws Problem if a folder or a file on the way is a link, which may lead anywhere, or if something else is in the
 * place of a file or of a folder
 */
async function refuseOthers(root: string, at: string, named: string): Promise<void> {
  for (let step = at; step !== root; step = path.dirname(step)) {
    const found = await lstatOf(step);
    if (!found) continue;
    const is = found.isSymbolicLink()
      ? 'a link in that folder, which is not followed'
      : step === at && !found.isFile()
        ? 'no file in that folder'
        : step !== at && !found.isDirectory()
          ? 'no folder in that folder'
          : undefined;
    if (is !== undefined)
      throw new Problem(`${path.relative(root, step) || named} is ${is}. Remove it.`, wrong);
  }
}

const lstatOf = (file: string) =>
  lstat(file).catch((error: unknown) => {
    if (/^(ENOENT|ENOTDIR)$/.test((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  });

const reasons: Record<string, string> = {
  EACCES: 'it is not yours to write',
  EPERM: 'it is not yours to write',
  EROFS: 'its file system is read only',
  ENOSPC: 'the disk is full',
  ENOENT: 'no folder can be made there',
  ENOTDIR: 'a part of its path is a file',
};

const reason = (error: unknown): string =>
  reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? errorText(error);

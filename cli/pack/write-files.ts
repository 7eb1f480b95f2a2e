import { lstat, mkdir, readdir, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PackedFile } from '../../src/pack/pack.ts';
import { Problem } from '../../tools/lib/problem.mjs';
import { wrong } from '../lib/command.ts';

/**
 * Writes files into a folder, and nowhere else: no path and no link leads out of it.
 * @param force whether files that are there may be written over
 * @returns the paths, as the person would write them
 * @throws Problem before anything is written, if the folder holds files or a path leads out
 */
export async function writeFiles(
  folder: string,
  files: readonly PackedFile[],
  force: boolean,
): Promise<string[]> {
  const found = await lstatOf(folder);
  if (found && !found.isDirectory() && !found.isSymbolicLink())
    throw new Problem(`${folder} is a file: name a folder.`, wrong);
  if (found && !force && (await readdir(folder)).length > 0)
    throw new Problem(
      `${folder} is not empty. Name a new folder, or add --force to write over what is there.`,
      wrong,
    );
  const root = found ? await realpath(folder) : path.resolve(folder);
  const all = files.map((file) => ({ ...file, at: inside(root, file.path) }));
  for (const { at, path: named } of all) await refuseLinks(root, at, named);
  for (const { at, text, mode = 0o644 } of all) {
    await mkdir(path.dirname(at), { recursive: true });
    await writeFile(at, text, { mode, flag: force ? 'w' : 'wx' });
  }
  return files.map((file) => path.join(folder, file.path));
}

function inside(root: string, named: string): string {
  const at = path.resolve(root, named);
  if (at.startsWith(root + path.sep)) return at;
  throw new Problem(`${named} would be written outside of the folder, so nothing was.`, wrong);
}

/** @throws Problem if a folder or a file on the way is a link: it may lead anywhere */
async function refuseLinks(root: string, at: string, named: string): Promise<void> {
  for (let step = at; step !== root; step = path.dirname(step))
    if ((await lstatOf(step))?.isSymbolicLink())
      throw new Problem(
        `${named} is a link in that folder, which is not followed. Remove it.`,
        wrong,
      );
}

const lstatOf = (file: string) => lstat(file).catch(() => undefined);

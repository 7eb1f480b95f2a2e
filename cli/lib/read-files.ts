import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { readConf } from '../../src/lab/conf/conf-text.ts';
import type { GivenFile } from '../../src/lab/derive/given.ts';
import { errorText } from '../../src/lab/error-text.ts';
import { Problem } from '../../tools/lib/problem.mjs';
import { wrong } from './command.ts';

/** The largest file that is read, in bytes, and how many. */
const largest = 1 << 20;
const most = 200;
/** How deep folders are looked through. */
const deepest = 8;

/** Files of a person, by their paths from a folder that holds them all. */
export interface FilesOfPerson {
  files: GivenFile[];
  /** The folder that all paths are from. */
  folder: string;
  /** A path as the person would write it, from where they are. */
  shown: (file: string) => string;
  /**
   * Reads files that a configuration names, as far as they lie in the folders that the person named: credentials,
   * certificates. One that is not there, or is no text, is left out.
   * @param from the path of the configuration
   */
  named: (from: string, names: readonly string[]) => Promise<GivenFile[]>;
}

/** Files of a folder that may be part of a network. Others are read only where they are named. */
const ofNetworks =
  /\.(conf|cfg|config|nats|ya?ml|creds|jwt|nk|pem|crt|cer|cert|key)$|(^|[\\/])[^.\\/]+$/i;

/**
 * Reads the files that a person names, those in folders that they name, and what their configurations include from the
 * same folders.
 * @throws Problem that says which could not be read, and why
 */
export async function readFiles(named: readonly string[]): Promise<FilesOfPerson> {
  if (named.length === 0)
    throw new Problem('Name the configurations: files, or a folder that holds them.', wrong);
  const texts = new Map<string, string>();
  const folders: string[] = [];
  const add = async (file: string) => {
    if (texts.has(file)) return;
    if (texts.size >= most)
      throw new Problem(`These are more than ${most} files. Name those of one network.`, wrong);
    texts.set(file, await textOf(file));
  };
  for (const name of named) {
    const file = path.resolve(name);
    const kind = await stat(file).catch((error: unknown) => {
      throw new Problem(`${name} cannot be read: ${reason(error)}.`, wrong);
    });
    if (!kind.isDirectory()) {
      if (!kind.isFile()) throw new Problem(`${name} is neither a file nor a folder.`, wrong);
      await add(file);
      folders.push(path.dirname(file));
      continue;
    }
    const found = await filesIn(file);
    if (found.length === 0)
      throw new Problem(
        `${name} has no configuration: no file ends in .conf, .cfg, .yaml or the like.`,
        wrong,
      );
    for (const each of found) await add(each);
    folders.push(file);
  }
  await addIncluded(texts, folders, add);
  const folder = commonOf(folders);
  const asGiven = (file: string, text: string): GivenFile => ({
    path: path.relative(folder, file).split(path.sep).join('/'),
    text,
  });
  const files = [...texts].map(([file, text]) => asGiven(file, text));
  return {
    files,
    folder,
    shown: (file) => path.relative(process.cwd(), path.join(folder, file)) || '.',
    named: async (from, names) => {
      const found: GivenFile[] = [];
      for (const name of names) {
        const file = path.resolve(folder, path.dirname(from), name);
        if (!(await isFile(file)) || !(await isInside(file, folders))) continue;
        const text = await textOf(file).catch(() => undefined);
        if (text !== undefined) found.push(asGiven(file, text));
      }
      return found;
    },
  };
}

/** Reads what configurations include, as far as it lies in the folders that were named. */
async function addIncluded(
  texts: ReadonlyMap<string, string>,
  folders: readonly string[],
  add: (file: string) => Promise<void>,
): Promise<void> {
  // A map lists also what is put in meanwhile.
  for (const [file, text] of texts) {
    if (!/\binclude\b/i.test(text)) continue;
    for (const { key, text: named } of readConf(text).scalars) {
      if (key !== 'include') continue;
      const included = path.resolve(path.dirname(file), named);
      if (texts.has(included) || !(await isFile(included))) continue;
      if (await isInside(included, folders)) await add(included);
      else
        throw new Problem(
          `${show(file)} includes ${named}, which lies outside of the folders that you have named. Name it too, if it belongs to this network.`,
          wrong,
        );
    }
  }
}

const isFile = (file: string) =>
  stat(file).then(
    (found) => found.isFile(),
    () => false,
  );

/** Whether a file lies in one of some folders, wherever links lead. */
async function isInside(file: string, folders: readonly string[]): Promise<boolean> {
  const real = await realpath(file);
  for (const folder of folders) {
    const way = path.relative(await realpath(folder), real);
    if (way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way)) return true;
  }
  return false;
}

/** The files of a folder that may be part of a network. Hidden ones, and those of packages, are not. */
async function filesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  const look = async (at: string, depth: number) => {
    for (const { name } of (await readdir(at, { withFileTypes: true })).sort(byName)) {
      if (name.startsWith('.') || name === 'node_modules') continue;
      const file = path.join(at, name);
      const kind = await lstat(file);
      if (kind.isDirectory()) {
        if (depth < deepest) await look(file, depth + 1);
      } else if (ofNetworks.test(name) && (await isFile(file)) && (await isText(file))) {
        // A mounted ConfigMap holds links; one that leads elsewhere is no file of this folder.
        if (kind.isFile() || (await isInside(file, [folder]))) found.push(file);
      }
    }
  };
  await look(folder, 0).catch((error: unknown) => {
    throw new Problem(`${show(folder)} cannot be read: ${reason(error)}.`, wrong);
  });
  return found;
}

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);

/** Whether a file without an ending may be a text: programs have none either. */
async function isText(file: string): Promise<boolean> {
  if (/\.[^\\/.]+$/.test(file)) return true;
  if ((await stat(file)).size > largest) return false;
  return !(await readFile(file)).includes(0);
}

async function textOf(file: string): Promise<string> {
  const { size } = await stat(file);
  if (size > largest)
    throw new Problem(
      `${show(file)} is ${(size / largest).toFixed(1)} MB long: a configuration has at most 1 MB.`,
      wrong,
    );
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new Problem(`${show(file)} cannot be read: ${reason(error)}.`, wrong);
  });
  if (!bytes.includes(0))
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      // Told below.
    }
  throw new Problem(`${show(file)} is no text, so it is no configuration.`, wrong);
}

/** The deepest folder that holds some others. */
function commonOf(folders: readonly string[]): string {
  const [first = '', ...others] = folders;
  let common = first;
  for (const each of others)
    while (path.relative(common, each).startsWith('..')) common = path.dirname(common);
  return common;
}

const show = (file: string) => path.relative(process.cwd(), file) || file;

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'it is not yours to read',
  EPERM: 'it is not yours to read',
};

const reason = (error: unknown): string =>
  reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? errorText(error);

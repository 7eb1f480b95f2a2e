import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { readConf } from '../../src/lab/conf/conf-text.ts';
import { namedByCompose } from '../../src/lab/derive/deployed/compose.ts';
import type { GivenFile, Note } from '../../src/lab/derive/given.ts';
import { givenBounds, isLookedThrough, mayBeOfNetwork } from '../../src/lab/derive/given-bounds.ts';
import { packedLine } from '../../src/pack/readme.ts';
import { Problem } from '../../tools/lib/problem.mjs';
import { wrong } from './command.ts';
import { readText, reason, Unreadable } from './read-text.ts';

/** Files of a person, by their paths from a folder that holds them all. */
export interface FilesOfPerson {
  files: GivenFile[];
  /** What of the folders that the person named could not be read. */
  notes: Note[];
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

/**
 * Reads the files that a person names, those in folders that they name, and what their configurations include from the
 * same folders.
 * @throws Problem that says which could not be read, and why
 */
export async function readFiles(named: readonly string[]): Promise<FilesOfPerson> {
  if (named.length === 0)
    throw new Problem('Name the configurations: files, or a folder that holds them.', wrong);
  const texts = new Map<string, string>();
  const faults: { file: string; words: string }[] = [];
  const packs: string[] = [];
  const folders: string[] = [];
  const byHand = new Set<string>();
  const add = async (file: string) => {
    if (texts.has(file)) return;
    if (texts.size >= givenBounds.files)
      throw new Problem(
        `These are more than ${givenBounds.files} files. Name those of one network.`,
        wrong,
      );
    texts.set(file, await readText(file));
  };
  const addNamed = (file: string) =>
    add(file).catch((error: unknown) => {
      throw error instanceof Problem ? error : new Problem(sentence(file, error), wrong);
    });
  for (const name of named) {
    if (name === '')
      throw new Problem(
        'A file is named by an empty text: is a variable of the shell unset?',
        wrong,
      );
    const file = path.resolve(name);
    const kind = await stat(file).catch((error: unknown) => {
      throw new Problem(`${name} cannot be read: ${reason(error)}.`, wrong);
    });
    if (!kind.isDirectory()) {
      if (!kind.isFile()) throw new Problem(`${name} is neither a file nor a folder.`, wrong);
      await addNamed(file);
      byHand.add(file);
      folders.push(path.dirname(file));
      continue;
    }
    const before = texts.size;
    const fault = faults.length;
    const foundPacks = packs.length;
    let passed: string | undefined;
    for await (const found of filesIn(file))
      if (found.isPack) packs.push(found.file);
      else if (found.passedOver) passed ??= `${show(found.file)} ${found.passedOver}.`;
      else
        await (found.error ? Promise.reject(found.error as Error) : add(found.file)).catch(
          (error: unknown) => {
            if (error instanceof Problem) throw error;
            // Programs have no ending either.
            if (found.error || path.extname(found.file) !== '' || !isProgram(error))
              faults.push({ file: found.file, words: sentence(found.file, error) });
          },
        );
    if (texts.size === before && ![...texts.keys()].some((each) => isBelow(file, each)))
      throw new Problem(
        faults[fault]?.words ??
          (packs.length > foundPacks
            ? `${name} has no configuration but what leafwise has packed. To look at that, name its folder: ${show(packs.at(-1)!)}.`
            : undefined) ??
          passed ??
          `${name} has no configuration: no file ends in .conf, .cfg, .yaml or the like.`,
        wrong,
      );
    folders.push(file);
  }
  await addMounted(texts, folders, add);
  await addIncluded(texts, folders, addNamed);
  const folder = commonOf(folders);
  const from = (file: string) => path.relative(folder, file).split(path.sep).join('/');
  const asGiven = (file: string, text: string): GivenFile => ({
    path: from(file),
    text,
    ...(byHand.has(file) && { byHand: 'named' as const }),
  });
  const files = [...texts].map(([file, text]) => asGiven(file, text));
  return {
    files,
    notes: [
      ...faults.map(({ file, words }): Note => ({ path: from(file), words, severity: 'error' })),
      ...packs
        .filter((pack) => !folders.includes(pack))
        .map((pack): Note => ({
          path: from(pack),
          words: 'It is left out: leafwise has packed this folder. To look at it, name it.',
        })),
    ],
    folder,
    shown: (file) => path.relative(process.cwd(), path.join(folder, file)) || '.',
    named: async (from, names) => {
      const found: GivenFile[] = [];
      for (const name of names) {
        const file = path.resolve(folder, path.dirname(from), name);
        if (!(await isFile(file)) || !(await isInside(file, folders))) continue;
        const text = await readText(file).catch(() => undefined);
        if (text !== undefined) found.push(asGiven(file, text));
      }
      return found;
    },
  };
}

/** What of a folder that is mounted is read: it may be that of a store. */
const confEnding = /\.(conf|cfg|config|nats)$/i;

/** Reads the files that Compose files mount, and configurations in folders that they do, below the folders that were named. */
async function addMounted(
  texts: ReadonlyMap<string, string>,
  folders: readonly string[],
  add: (file: string) => Promise<void>,
): Promise<void> {
  for (const [file, text] of [...texts]) {
    if (!/\.ya?ml$/i.test(file)) continue;
    for (const named of namedByCompose({ path: path.basename(file), text })) {
      const mounted = path.resolve(path.dirname(file), named);
      const kind = await stat(mounted).catch(() => undefined);
      // The folder of the file itself is all that is there, whoever put it there.
      if (!kind || mounted === path.dirname(file) || !(await isInside(mounted, folders))) continue;
      if (kind.isFile()) await add(mounted).catch(onlyProblems);
      else if (kind.isDirectory())
        for await (const found of filesIn(mounted))
          if (!found.error && !found.passedOver && !found.isPack && confEnding.test(found.file))
            await add(found.file).catch(onlyProblems);
    }
  }
}

/** Passes over a file that is no text, or not ours to read: a configuration that needs it says so. */
function onlyProblems(error: unknown): void {
  if (error instanceof Problem) throw error;
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

/** A file of a folder, or what of it could not be looked at. */
interface FoundFile {
  file: string;
  error?: unknown;
  /** Set for a folder that `leafwise pack` has written: what is in it is read where it comes from. */
  isPack?: true;
  /** Why it is not read: a sentence without its subject. */
  passedOver?: string;
}

/** The files of a folder that may be part of a network. Hidden ones, those of packages, and packs in it are not. */
async function* filesIn(folder: string): AsyncGenerator<FoundFile> {
  let looked = 0;
  const look = async function* (at: string, depth: number): AsyncGenerator<FoundFile> {
    const names = await readdir(at).catch((error: unknown): Error => error as Error);
    if (names instanceof Error) {
      yield { file: at, error: names };
      return;
    }
    if (depth > 0 && names.includes('README.md') && (await isPacked(path.join(at, 'README.md')))) {
      yield { file: at, isPack: true };
      return;
    }
    for (const name of names.sort()) {
      if (!isLookedThrough(name)) continue;
      if (++looked > givenBounds.looked)
        throw new Problem(
          `${show(folder)} holds more than ${givenBounds.looked} files and folders. Name those of one network.`,
          wrong,
        );
      const file = path.join(at, name);
      const kind = await lstat(file).catch(() => undefined);
      if (kind?.isDirectory()) {
        if (depth < givenBounds.depth) yield* look(file, depth + 1);
      } else if (kind && mayBeOfNetwork(name)) {
        // A mounted ConfigMap holds links; one that leads elsewhere is no file of this folder.
        if ((await isFile(file)) && (kind.isFile() || (await isInside(file, [folder]))))
          yield { file };
        else if (confEnding.test(name)) yield { file, passedOver: await passedOver(file) };
      }
    }
  };
  yield* look(folder, 0);
}

const isPacked = (readme: string): Promise<boolean> =>
  readText(readme).then(
    (text) => text.split(/\r?\n/).includes(packedLine),
    () => false,
  );

/** Says of what ends as a configuration does why it is not read: a sentence without its subject. */
async function passedOver(file: string): Promise<string> {
  const kind = await stat(file).catch((error: unknown) => reason(error));
  if (typeof kind === 'string') return `is passed over: it is a link, and ${kind}`;
  if (kind.isFile()) return 'is passed over: it is a link that leads out of the folder';
  if (kind.isDirectory()) return 'is passed over: it is a link to a folder';
  return 'is passed over: it is a pipe or a device, and no file';
}

const isProgram = (error: unknown): boolean =>
  error instanceof Unreadable && error.cause === undefined;

const isBelow = (folder: string, file: string): boolean => file.startsWith(folder + path.sep);

/** Says of a file why it was not read. */
const sentence = (file: string, error: unknown): string =>
  error instanceof Unreadable
    ? `${show(file)} ${error.message}.`
    : `${show(file)} cannot be read: ${reason(error)}.`;

/** The deepest folder that holds some others. */
function commonOf(folders: readonly string[]): string {
  const [first = '', ...others] = folders;
  let common = first;
  for (const each of others)
    while (path.relative(common, each).startsWith('..')) common = path.dirname(common);
  return common;
}

const show = (file: string) => path.relative(process.cwd(), file) || file;

import { readConf, type ConfText } from '../conf/conf-text.ts';
import { countBefore, lineFinder } from '../conf/in-order.ts';
import { placeIn, type GivenFile, type Place } from './given.ts';
import { findGiven } from './find-given.ts';

/** A configuration with the files that it includes put in where it includes them. */
export interface WholeConf {
  path: string;
  /** Where it runs, as of its file. */
  machine?: string;
  /** As the server runs it: `include` lines are replaced by what they name. */
  text: string;
  conf: ConfText;
  /** The files that it includes, itself or by way of another. */
  includes: ReadonlySet<string>;
  /** Files that it includes and that were not given, where it does. */
  missing: readonly (Place & { named: string })[];
  /** Variables that it refers to and that it does not set, each where it does so first. */
  unset: readonly (Place & { variable: string })[];
  /** Where a character of the text comes from. */
  placeOf: (at: number) => Place;
}

/** A stretch of the whole text that comes from one file. */
interface Stretch {
  start: number;
  file: GivenFile;
  /** The first line of the stretch in its file. */
  line: number;
}

/** How deep files may include each other, and how many in all. */
const deepest = 10;
const most = 200;
/** How long a configuration may be with all that it includes, in characters. */
export const longest = 1_000_000;

export const tooLong = `It and the files that it includes are longer than ${longest} characters.`;

/**
 * Reads a configuration with what it includes.
 * @throws Error in words for this file, if files include each other without an end, or come to too much together
 */
export function readWholeConf(file: GivenFile, given: ReadonlyMap<string, GivenFile>): WholeConf {
  const stretches: Stretch[] = [];
  const includes = new Set<string>();
  const missing: (Place & { named: string })[] = [];
  let text = '';
  let first: ConfText | undefined;
  let count = 0;
  const add = (each: GivenFile, inside: readonly string[]) => {
    const { path, text: own } = each;
    if (inside.includes(path))
      throw new Error(
        path === inside.at(-1)
          ? 'It includes itself.'
          : `It includes itself, by way of ${inside.slice(inside.indexOf(path) + 1).join(', ')}.`,
      );
    if (inside.length > deepest || ++count > most)
      throw new Error(
        `It includes too much: more than ${deepest} files in each other, or ${most} in all.`,
      );
    let from = 0;
    const lineAt = lineFinder(own);
    const take = (end: number) => {
      stretches.push({ start: text.length, file: each, line: lineAt(from) });
      text += own.slice(from, end);
      from = end;
      if (text.length > longest) throw new Error(tooLong);
    };
    const read = readConf(own);
    if (each === file) first = read;
    for (const scalar of read.scalars) {
      if (scalar.key !== 'include') continue;
      const key = scalar.behind;
      const included = findGiven(given, path, scalar.text);
      if (!included) {
        missing.push({ ...placeIn(each, lineAt(key.start)), named: scalar.text });
        continue;
      }
      take(key.start);
      includes.add(included.path);
      add(included, [...inside, path]);
      text += '\n';
      from = scalar.end;
    }
    take(own.length);
  };
  add(file, []);
  const own = first && text === file.text ? first : readConf(text);
  const env = unsetIn(own).filter(({ name }) => file.env && Object.hasOwn(file.env, name));
  const before = [...new Set(env.map(({ name }) => name))]
    .map((name) => `${name} = ${onOneLine(file.env![name]!)}; `)
    .join('');
  const lineOf = lineFinder(text);
  const placeOf = (at: number) => {
    const here = at - before.length;
    const stretch = stretches[countBefore(stretches, here + 1) - 1] ?? stretches[0]!;
    return placeIn(stretch.file, stretch.line + lineOf(here) - lineOf(stretch.start));
  };
  const conf = before === '' ? own : readConf(before + text);
  if (conf.unread) {
    const { path, line } = placeOf(conf.unread.at);
    throw new Error(`It is not read beyond line ${line} of ${path}: ${conf.unread.why}.`);
  }
  const unset = new Map(unsetIn(conf).map(({ name, at }) => [name, placeOf(at)]));
  return {
    path: file.path,
    ...(file.machine !== undefined && { machine: file.machine }),
    text: before + text,
    conf,
    includes,
    missing,
    unset: [...unset].map(([variable, at]) => ({ ...at, variable })),
    placeOf,
  };
}

/** References to variables that a configuration does not set: a server looks for them in its environment. */
const unsetIn = ({ scalars }: ConfText): { name: string; at: number }[] =>
  scalars
    .filter(({ reference, type }) => reference && type === undefined)
    .map(({ text, start }) => ({ name: text.slice(1), at: start }));

/** The value of a variable, as a server would read it in its environment, without a line of its own. */
const onOneLine = (value: string): string =>
  value === '' ? '""' : value.replaceAll(/[\r\n]+/g, ' ');

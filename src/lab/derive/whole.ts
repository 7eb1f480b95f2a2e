import { readConf, type ConfText } from '../conf/conf-text.ts';
import { placeIn, type GivenFile, type Place } from './given.ts';
import { findGiven } from './find-given.ts';

/** A configuration with the files that it includes put in where it includes them. */
export interface WholeConf {
  path: string;
  /** As the server runs it: `include` lines are replaced by what they name. */
  text: string;
  conf: ConfText;
  /** The files that it includes, itself or by way of another. */
  includes: ReadonlySet<string>;
  /** Files that it includes and that were not given, where it does. */
  missing: readonly (Place & { named: string })[];
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

/** How deep files may include each other. */
const deepest = 10;
/** How long a configuration may be with all that it includes, in characters. */
const longest = 1_000_000;

/**
 * Reads a configuration with what it includes.
 * @throws Error that names the file, if files include each other without an end, or come to too much together
 */
export function readWholeConf(file: GivenFile, given: ReadonlyMap<string, GivenFile>): WholeConf {
  const stretches: Stretch[] = [];
  const includes = new Set<string>();
  const missing: (Place & { named: string })[] = [];
  let text = '';
  const add = (each: GivenFile, inside: readonly string[]) => {
    const { path, text: own } = each;
    if (inside.includes(path) || inside.length > deepest)
      throw new Error(`${path} includes itself, by way of ${inside.slice(1).join(', ') || path}.`);
    let from = 0;
    const take = (end: number) => {
      stretches.push({ start: text.length, file: each, line: lineAt(own, from) });
      text += own.slice(from, end);
      from = end;
      if (text.length > longest)
        throw new Error(
          `${path} and the files that it includes are longer than ${longest} characters.`,
        );
    };
    const { scalars, keys } = readConf(own);
    for (const scalar of scalars) {
      if (scalar.key !== 'include') continue;
      const key = keys.findLast(
        ({ start, valueEnd }) => start < scalar.start && valueEnd >= scalar.end,
      );
      if (!key) continue;
      const included = findGiven(given, path, scalar.text);
      if (!included) {
        missing.push({ ...placeIn(each, lineAt(own, key.start)), named: scalar.text });
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
  return {
    path: file.path,
    text,
    conf: readConf(text),
    includes,
    missing,
    placeOf(at) {
      const stretch = stretches.findLast(({ start }) => start <= at)!;
      const line = stretch.line + lineAt(text.slice(stretch.start), at - stretch.start) - 1;
      return placeIn(stretch.file, line);
    },
  };
}

const lineAt = (text: string, at: number): number => {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line += 1;
  return line;
};

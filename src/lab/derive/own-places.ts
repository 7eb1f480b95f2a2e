import type { Place } from './given.ts';
import type { ServerConf } from './server-conf.ts';

/** A place in a configuration, as a server writes it: the file, the line, and the place in it. */
const place = /([\w-]+)\.conf:(\d+)(?::\d+)?/g;

/** A line, as the parser of a server tells it: of the one file that it knows. */
const parsed = /\bon line (\d+)/g;

/**
 * The words of a server about its configuration, with the places of the files that were given: a server knows one file,
 * which has all that was included and the name that the server has here.
 */
export function inOwnPlaces(conf: ServerConf, words: string): string {
  return words
    .replaceAll(`/${conf.name}.conf:`, `${conf.name}.conf:`)
    .replace(place, (whole, file: string, line: string) => {
      const given = file === conf.name ? placeOfLine(conf, Number(line)) : undefined;
      return given ? `${given.path}:${given.line}` : whole;
    })
    .replace(parsed, (whole, line: string) => {
      const given = placeOfLine(conf, Number(line));
      return given ? `on line ${given.line}` : whole;
    });
}

/** The first place that the words of a server name, in the file that was given. */
export function ownPlaceIn(conf: ServerConf, words: string): Place | undefined {
  const named = [...words.matchAll(place)].find(([, file]) => file === conf.name)?.[2];
  const line = named ?? [...words.matchAll(parsed)][0]?.[1];
  return line === undefined ? undefined : placeOfLine(conf, Number(line));
}

/** The place of a line of the whole text; of the end, where it has fewer lines. */
export function placeOfLine({ text, placeOf }: ServerConf, line: number): Place | undefined {
  if (line < 1) return undefined;
  const before = text.split('\n').slice(0, line - 1);
  return placeOf(Math.min(before.join('\n').length + (line > 1 ? 1 : 0), text.length));
}

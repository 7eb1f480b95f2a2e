import type { ServerConf } from './server-conf.ts';

/**
 * The words of a server about its configuration, with the places of the files that were given: a server knows one file,
 * which has all that was included and the name that the server has here.
 */
export function inOwnPlaces({ name, text, placeOf }: ServerConf, words: string): string {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return words
    .replaceAll(`/${name}.conf:`, `${name}.conf:`)
    .replace(/([\w-]+)\.conf:(\d+)(:\d+)?/g, (whole, file: string, line: string) => {
      const start = starts[Math.min(Number(line), starts.length) - 1];
      if (file !== name || start === undefined) return whole;
      const place = placeOf(start);
      return `${place.path}:${place.line}`;
    });
}

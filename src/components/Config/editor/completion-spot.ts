import { readConf, type Key } from '../../../lab/conf/conf-text.ts';

/** Where one writes in a configuration: a key of a block, or the value of a key. */
export type Spot =
  | { type: 'key'; path: readonly string[]; from: number }
  /** The quotation mark that is open before it, if one is. */
  | { type: 'value'; path: readonly string[]; from: number; quote: '' | '"' | "'" };

/** The spot at the end of a text that is the beginning of a configuration. */
export function spotIn(before: string): Spot {
  const { blocks, keys } = readConf(before);
  const end = before.length;
  // A block that is not closed ends with the text.
  const block = blocks.findLast(({ start, end: close }) => start <= end && close === end)!;
  const key = keys.findLast((each) => each.block === block);
  const word = /\w*$/.exec(before)![0];
  if (!key || !takesValue(before, key))
    return { type: 'key', path: block.path, from: end - word.length };
  const value = before.slice(key.end).replace(/^\s*[:=]?/, '');
  const [, quote, written] = /(["']?)([^\s"'[\]{},;]*)$/.exec(value)!;
  return {
    type: 'value',
    path: key.path,
    from: end - written!.length,
    quote: quote as '' | '"' | "'",
  };
}

/** Whether what comes next belongs to the value of a key. */
function takesValue(before: string, { end, valueEnd }: Key): boolean {
  const rest = before.slice(end);
  if (rest === '' || valueEnd < before.length) return false;
  // A key alone on a line has its value on the next for the server; a person writes a new key there.
  return /^\s*[:=[{]/.test(rest) || !rest.includes('\n');
}

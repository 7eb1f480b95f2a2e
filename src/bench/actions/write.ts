import type { Block, ConfText, Key } from '../../lab/conf/conf-text.ts';
import type { Edit } from '../../lab/conf/edits.ts';
import { NotPossible } from './action.ts';

/** The block at a path of names or their other spellings; the last of several, which counts. */
export const blockAt = ({ blocks }: ConfText, path: RegExp): Block | undefined =>
  blocks.findLast((block) => path.test(block.path.join('\n')));

/** A key of a block; the last of several, which counts. */
export const keyIn = ({ keys }: ConfText, block: Block, name: RegExp): Key | undefined =>
  keys.findLast((key) => key.block === block && name.test(key.path.at(-1)!));

/** The blanks that a line begins with. */
function indentAt(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))![0];
}

const indented = (lines: readonly string[], indent: string): string =>
  lines.map((line) => (line === '' ? '' : `${indent}${line}`)).join('\n');

/** Puts lines at the end of a map in braces. */
export function insideBlock(text: string, { end }: Block, lines: readonly string[]): Edit {
  const indent = indentAt(text, end);
  const own = text.slice(text.lastIndexOf('\n', end - 1) + 1, end).trim() === '';
  const start = own ? text.lastIndexOf('\n', end - 1) + 1 : end;
  const body = `${indented(lines, `${indent}  `)}\n`;
  return own ? { start, end: start, text: body } : { start: end, end, text: `\n${body}${indent}` };
}

/** Puts lines at the end of a file, with an empty line before them. */
export const atEnd = (text: string, lines: readonly string[]): Edit => ({
  start: text.length,
  end: text.length,
  text: `${text === '' || text.endsWith('\n') ? '' : '\n'}${text.trim() === '' ? '' : '\n'}${lines.join('\n')}\n`,
});

/**
 * Puts something at the end of the list that is the value of a key.
 * @throws NotPossible if the value is a variable
 */
export function inList(
  text: string,
  { name, end: nameEnd, valueEnd }: Key,
  lines: readonly string[],
): Edit {
  const close = valueEnd - 1;
  if (text[close] !== ']')
    throw new NotPossible(`“${name}” is no list that stands where it is used. Change it by hand.`);
  const open = text.indexOf('[', nameEnd);
  const inside = text.slice(open + 1, close);
  const indent = indentAt(text, nameEnd);
  if (inside.includes('\n')) {
    const last = open + 1 + inside.trimEnd().length;
    // A comment in the last line would swallow what is put behind it in that line.
    return { start: last, end: close, text: `\n${indented(lines, `${indent}  `)}\n${indent}` };
  }
  if (lines.length > 1)
    return { start: close, end: close, text: `\n${indented(lines, `${indent}  `)}\n${indent}` };
  const comma = inside.trim() === '' || /,\s*$/.test(inside) ? '' : ', ';
  const start = open + 1 + inside.trimEnd().length;
  return { start, end: start, text: `${comma}${lines[0]!}` };
}

/** Takes something out, with the line that it has for itself, or the comma that parts it from what follows. */
export function without(text: string, start: number, end: number): Edit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const behind = /^[ \t]*,?[ \t]*(?:#[^\n]*|\/\/[^\n]*)?(?:\n|$)/.exec(text.slice(end));
  if (text.slice(lineStart, start).trim() === '' && behind)
    return { start: lineStart, end: end + behind[0].length, text: '' };
  const comma = /^\s*,\s*/.exec(text.slice(end));
  if (comma) return { start, end: end + comma[0].length, text: '' };
  const before = /,\s*$/.exec(text.slice(0, start));
  return { start: start - (before?.[0].length ?? 0), end, text: '' };
}

/** A URL with another host. What comes before it may have the same letters. */
export function withHost(url: string, host: string, name: string): string {
  const scheme = url.indexOf('://');
  const start = Math.max(url.lastIndexOf('@') + 1, scheme < 0 ? 0 : scheme + 3);
  return url.slice(0, start) + url.slice(start).replace(host, name);
}

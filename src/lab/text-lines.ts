/**
 * A text for a terminal, which acts on control characters: one may write to the clipboard. Servers, configurations and
 * pages say what they like. Lines stay lines.
 */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (char) =>
    char === '\n' ? char : `\\u{${char.codePointAt(0)!.toString(16)}}`,
  );

/** A text on one line of a terminal. */
export const onOneLine = (text: string): string =>
  printable(text.replace(/\s*\n\s*/g, ' ').replaceAll('\t', ' '));

/** Breaks a text into lines of at most so many characters. A longer word has a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

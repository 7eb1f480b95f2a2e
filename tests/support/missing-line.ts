/**
 * Looks for lines in a text, in their order and each after the one before; `…` stands for anything within a line.
 * @returns the first line that is not there
 */
export function missingLine(promised: string, text: string): string | undefined {
  const left = text.split('\n');
  return promised
    .split('\n')
    .filter((line) => line.trim())
    .find((line) => {
      const wanted = patternOf(line);
      while (left.length) if (wanted.test(left.shift()!)) return false;
      return true;
    });
}

const patternOf = (line: string): RegExp => new RegExp(line.split('…').map(quoted).join('.*'));

const quoted = (text: string): string =>
  text
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\s+/g, '\\s+');

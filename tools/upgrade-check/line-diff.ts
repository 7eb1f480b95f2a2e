import { alignLines } from '../lib/align-lines.ts';

const signs = { first: '-', second: '+', both: ' ' };

/** How many lines around a change are shown. */
const context = 3;

/** The lines in which two texts differ, with `-`, `+` and some lines around; none if they are the same. */
export function lineDiff(before: string, after: string): string[] {
  const marked = alignLines(before.split('\n'), after.split('\n')).map(
    ({ of, text }) => `${signs[of]}${text}`,
  );
  const near = (at: number) =>
    marked.slice(Math.max(0, at - context), at + context + 1).some((line) => line[0] !== ' ');
  const shown: string[] = [];
  for (const [at, line] of marked.entries()) {
    if (near(at)) shown.push(line);
    else if (shown.length > 0 && shown.at(-1) !== '…') shown.push('…');
  }
  if (shown.at(-1) === '…') shown.pop();
  return shown;
}

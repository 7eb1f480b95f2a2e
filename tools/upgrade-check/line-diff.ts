/** How many lines around a change are shown. */
const context = 3;

/** The lines in which two texts differ, with `-`, `+` and some lines around; none if they are the same. */
export function lineDiff(before: string, after: string): string[] {
  const marked = markLines(before.split('\n'), after.split('\n'));
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

/** Both texts as one, along their longest common subsequence of lines. */
function markLines(a: string[], b: string[]): string[] {
  /** How long that of the lines from `a[i]` and from `b[j]` on is. */
  const common = Array.from({ length: a.length + 1 }, () =>
    new Array<number>(b.length + 1).fill(0),
  );
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i]![j] =
        a[i] === b[j]
          ? common[i + 1]![j + 1]! + 1
          : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);

  const marked: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      marked.push(` ${a[i]!}`);
      i++;
      j++;
    } else if (common[i + 1]![j]! >= common[i]![j + 1]!) marked.push(`-${a[i++]!}`);
    else marked.push(`+${b[j++]!}`);
  }
  return [
    ...marked,
    ...a.slice(i).map((line) => `-${line}`),
    ...b.slice(j).map((line) => `+${line}`),
  ];
}

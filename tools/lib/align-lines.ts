/** A line of the first of two texts, of the second, or of both. */
export interface AlignedLine {
  of: 'first' | 'second' | 'both';
  text: string;
}

/** The lines of two texts as one, with as many as possible of them together (a longest common subsequence). */
export function alignLines(a: readonly string[], b: readonly string[]): AlignedLine[] {
  /** How many lines from `a[i]` and from `b[j]` on can be together. */
  const common = Array.from({ length: a.length + 1 }, () => Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i]![j] =
        a[i] === b[j]
          ? common[i + 1]![j + 1]! + 1
          : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
  const lines: AlignedLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      lines.push({ of: 'both', text: a[i]! });
      [i, j] = [i + 1, j + 1];
    } else if (common[i + 1]![j]! >= common[i]![j + 1]!) lines.push({ of: 'first', text: a[i++]! });
    else lines.push({ of: 'second', text: b[j++]! });
  }
  return [
    ...lines,
    ...a.slice(i).map((text) => ({ of: 'first', text }) as const),
    ...b.slice(j).map((text) => ({ of: 'second', text }) as const),
  ];
}

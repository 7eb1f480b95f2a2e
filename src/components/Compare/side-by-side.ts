import { Chunk } from '@codemirror/merge';
import { Text } from '@codemirror/state';

interface Line {
  /** Its number in its text, from 1. */
  number: number;
  text: string;
}

/** A line of each of two texts, side by side; a side that has none there has no line. */
export interface Row {
  mine?: Line;
  other?: Line;
  changed: boolean;
}

/** How many lines around a change are shown. */
const around = 2;

/**
 * Two texts side by side: the lines in which they differ, with those around them. Between two groups of rows there are
 * lines that are the same.
 */
export function sideBySide(mine: string, other: string): Row[][] {
  const [a, b] = [mine, other].map((text) => Text.of([...text.trimEnd().split('\n'), ''])) as [
    Text,
    Text,
  ];
  const rows: Row[] = [];
  let [atA, atB] = [1, 1];
  const line = (text: Text, number: number): Line => ({ number, text: text.line(number).text });
  const sameUpTo = (endA: number) => {
    while (atA < endA) rows.push({ mine: line(a, atA++), other: line(b, atB++), changed: false });
  };
  for (const { fromA, toA, fromB, toB } of Chunk.build(a, b)) {
    sameUpTo(lineAt(a, fromA));
    const [endA, endB] = [lineAt(a, toA), lineAt(b, toB)];
    // An empty side begins where its line does, which stays for what follows.
    const [countA, countB] = [fromA === toA ? 0 : endA - atA, fromB === toB ? 0 : endB - atB];
    for (let i = 0; i < Math.max(countA, countB); i++)
      rows.push({
        ...(i < countA && { mine: line(a, atA + i) }),
        ...(i < countB && { other: line(b, atB + i) }),
        changed: true,
      });
    atA += countA;
    atB += countB;
  }
  // The last line of each is the empty one behind its end.
  sameUpTo(a.lines);
  return grouped(rows);
}

/** The number of the line that begins at a position; one past the last for the end of a text. */
const lineAt = (text: Text, position: number): number =>
  position > text.length ? text.lines + 1 : text.lineAt(position).number;

function grouped(rows: readonly Row[]): Row[][] {
  const near = rows.map((_, i) =>
    rows.slice(Math.max(0, i - around), i + around + 1).some(({ changed }) => changed),
  );
  const groups: Row[][] = [];
  rows.forEach((row, i) => {
    if (!near[i]) return;
    if (!near[i - 1]) groups.push([]);
    groups.at(-1)!.push(row);
  });
  return groups;
}

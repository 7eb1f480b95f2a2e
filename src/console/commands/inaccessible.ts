import type { Cell } from '../table.ts';
import { table } from '../table.ts';

/** How many names stand in a row. */
const inRow = 4;

/**
 * The table of what a list knows by name only, since no server that has it answers; column by column.
 * @param of `Streams` or `Consumers`
 * @returns no lines if there is none
 */
export function inaccessible(names: readonly string[], of: string): string[] {
  if (!names.length) return [];
  const sorted = [...names].sort();
  const height = Math.ceil(sorted.length / inRow);
  const rows = Array.from({ length: height }, (_, i) =>
    Array.from({ length: inRow }, (_, j): Cell => sorted[i + j * height] ?? ''),
  );
  return ['', ...table(`Inaccessible ${of}`, [], rows)];
}

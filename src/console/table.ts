/** A cell; numbers stand at the right of their column. */
export type Cell = string | number;

/**
 * A table with a title and a head, without those that are empty, drawn as the `nats` CLI draws it.
 * @param footer a last row below a line of its own
 * @returns its lines
 */
export function table(title: string, head: string[], rows: Cell[][], footer?: Cell[]): string[] {
  const all = [head, ...rows, ...(footer ? [footer] : [])];
  const columns = Array.from(head.length ? head : (rows[0] ?? []));
  const widths = columns.map((_, i) => Math.max(...all.map((row) => width(row[i]))));
  const total = () => widths.reduce((sum, each) => sum + each + 3, -1);
  // A title wider than its columns widens the last of them.
  if (total() < title.length + 2) widths[widths.length - 1]! += title.length + 2 - total();

  const rule = (left: string, between: string, right: string) =>
    left + widths.map((each) => '─'.repeat(each + 2)).join(between) + right;
  const line = (row: Cell[]) =>
    `│${row.map((cell, i) => ` ${padded(cell, widths[i]!)} `).join('│')}│`;
  const left = Math.ceil((total() - title.length) / 2);
  return [
    ...(title === ''
      ? [rule('╭', '┬', '╮')]
      : [
          `╭${'─'.repeat(total())}╮`,
          `│${`${' '.repeat(left)}${title}`.padEnd(total())}│`,
          rule('├', '┬', '┤'),
        ]),
    ...(head.length ? [line(head), rule('├', '┼', '┤')] : []),
    ...rows.map(line),
    ...(footer && rows.length ? [rule('├', '┼', '┤')] : []),
    ...(footer ? [line(footer)] : []),
    rule('╰', '┴', '╯'),
  ];
}

// By characters, not by the units of UTF-16.
const width = (cell: Cell | undefined) => Array.from(String(cell ?? '')).length;

function padded(cell: Cell, to: number): string {
  const space = ' '.repeat(to - width(cell));
  return typeof cell === 'number' ? space + String(cell) : cell + space;
}

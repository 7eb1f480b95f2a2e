import type { Figure, Measured } from './figures.ts';

const head = ['name', 'value', 'unit', 'against', 'ratio', 'bar'];
const rightAligned = new Set(['value', 'ratio']);

/** The figures in columns, with what the design asks of them. */
export function formatTable(rows: readonly { figure: Figure; bar: Measured['bar'] }[]): string {
  const cells = [head, ...rows.map(({ figure, bar }) => cellsOf(figure, bar))];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) =>
          rightAligned.has(head[column]!)
            ? cell.padStart(widths[column]!)
            : cell.padEnd(widths[column]!),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellsOf({ name, value, unit, against, ratio }: Figure, bar: Measured['bar']): string[] {
  const values = [name, grouped(value), unit, against ?? '', ratio === null ? '' : `${ratio} ×`];
  if (!bar) return [...values, ''];
  const measured = bar.of === 'value' ? value : ratio!;
  const inUnit = (bound: number) =>
    bar.of === 'value' ? `${grouped(bound)} ${unit}` : `${bound} ×`;
  const [met, text] =
    'most' in bar
      ? [measured <= bar.most, `≤ ${inUnit(bar.most)}`]
      : [measured >= bar.least, `≥ ${inUnit(bar.least)}`];
  return [...values, `${met ? '✓' : '✗'} ${text}`];
}

const grouped = (value: number) => value.toLocaleString('en');

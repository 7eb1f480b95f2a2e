import { showGoDuration } from './units.ts';

/** Writes a value of a configuration as Go does. */
export type Shown = (value: unknown) => string;

export const quoted: Shown = (value) => JSON.stringify(value ?? '');
export const number: Shown = (value) => String(Number(value ?? 0));
export const bool: Shown = (value) => String(value === true);
export const duration: Shown = (value) => `s"${showGoDuration(Number(value ?? 0))}"`;

/** A list that Go's comparison has sorted. */
export const sorted: Shown = (value) => {
  const texts = (value as string[] | undefined) ?? [];
  const shown = texts.toSorted().map(quoted).join(', ');
  return `Inverse(Sort, []string${texts.length ? `{${shown}}` : '(nil)'})`;
};

/** A field, or a side of it where two configurations differ; or lines that stand as they are. */
export type Row =
  { sign: '-' | '+' | ' '; label: string; value: string } | { lines: readonly string[] };

/** The rows of a field by its values in two configurations. */
export function rowsOf(label: string, old: string, now: string): Row[] {
  if (old === now) return [{ sign: ' ', label, value: now }];
  return [
    { sign: '-', label, value: old },
    { sign: '+', label, value: now },
  ];
}

/** How many equal fields beside a difference are shown. */
const around = 2;

/**
 * The differences of two structs, as Go's cmp prints them for the `nats` CLI.
 * @param fields the rows of each field, in Go's order
 * @returns the lines; none if there is no difference
 */
export function goDifferences(type: string, fields: readonly Row[][]): string[] {
  const differs = fields.flatMap((rows, at) => (isSame(rows) ? [] : [at]));
  if (!differs.length) return [];
  const rows = [-1, ...differs].flatMap((at, i) => {
    const next = differs[i] ?? fields.length;
    const equal = fields.slice(at + 1, next).flat();
    return [...(fields[at] ?? []), ...beside(equal, i === 0, i === differs.length)];
  });
  return [`  api.${type}{`, ...aligned(rows), '  }'];
}

const isSame = ([row]: Row[]) => row !== undefined && 'sign' in row && row.sign === ' ';

/** Equal fields between two differences: those beside them, and how many others there are. */
function beside(equal: Row[], first: boolean, last: boolean): Row[] {
  const low = first ? 0 : Math.min(around, equal.length);
  const high = last ? 0 : Math.min(around, equal.length - low);
  const hidden = equal.length - low - high;
  // A single field is shown rather than counted.
  if (hidden <= 1) return equal;
  return [
    ...equal.slice(0, low),
    { lines: [`  \t... // ${hidden} identical fields`] },
    ...equal.slice(equal.length - high),
  ];
}

/** Values of rows that follow one another begin in the same column. */
function aligned(rows: readonly Row[]): string[] {
  const lines: string[] = [];
  let block: Exclude<Row, { lines: readonly string[] }>[] = [];
  const end = () => {
    const width = Math.max(...block.map(({ label }) => label.length)) + 2;
    for (const { sign, label, value } of block)
      lines.push(`${sign} \t${`${label}:`.padEnd(width)}${value},`);
    block = [];
  };
  for (const row of rows) {
    if ('sign' in row) block.push(row);
    else {
      end();
      lines.push(...row.lines);
    }
  }
  end();
  return lines;
}

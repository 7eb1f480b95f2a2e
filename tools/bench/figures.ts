/** A value that a group measured. */
export interface Measured {
  name: string;
  value: number;
  /** `ms`, `bytes`, `/s`, `of 1`, or in words. */
  unit: string;
  /** The name of the figure that this one is compared with. */
  against?: string;
  /** The bar that the design sets: the most, or the least, that the value or its ratio may be. */
  bar?: { of: 'value' | 'ratio' } & ({ most: number } | { least: number });
}

/** One figure as `--json` writes it. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  against: string | null;
  /** The value divided by that of `against`. */
  ratio: number | null;
}

/**
 * A few figures that are measured together.
 * A group that cannot measure rejects; one that is slow does not.
 */
export interface Group {
  name: string;
  /** The exact subject of the measurement, for readers of the figures. */
  note: string;
  /** Takes long, so `npm run bench` alone leaves it out. */
  onlyIfNamed?: true;
  measure(say: (doing: string) => void): Promise<Measured[]>;
}

/** The figure of something measured, compared with what else was. */
export function figureOf(
  { name, value, unit, against }: Measured,
  all: readonly Measured[],
): Figure {
  const other = against === undefined ? undefined : all.find((each) => each.name === against);
  if (against !== undefined && !other) throw new Error(`${name}: ${against} was not measured`);
  return {
    name,
    value: rounded(value),
    unit,
    against: against ?? null,
    ratio: other ? rounded(value / other.value) : null,
  };
}

/** The middle of an odd number of values. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[(values.length - 1) / 2]!;
}

/** To three digits that count, and no fraction beyond them. */
function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

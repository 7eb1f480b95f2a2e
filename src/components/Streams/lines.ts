/** The row of a stream and its panel, in pixels of the area that they share. */
export interface RowBox {
  left: number;
  right: number;
  middle: number;
  panel: { left: number; right: number };
}

/** How far a line that stays in its column swings out, and how near panels are that share a gutter. */
const swing = 24;
const gutter = 72;
/** Room for the arrowhead. */
const head = 9;

/**
 * The line from an origin to its copy, through the margin of their column or the gutter between two
 * columns that stand side by side; undefined where it would run across text.
 */
export function feedPath(origin: RowBox, copy: RowBox): string | undefined {
  const [a, b] = [origin.middle, copy.middle];
  if (Math.abs(origin.left - copy.left) < 2) {
    const out = copy.left - swing;
    return `M${origin.left - 2} ${a}C${out} ${a} ${out} ${b} ${copy.left - head} ${b}`;
  }
  const rightward = origin.left < copy.left;
  const gap = rightward
    ? copy.panel.left - origin.panel.right
    : origin.panel.left - copy.panel.right;
  if (gap < 0 || gap > gutter) return undefined;
  const from = rightward ? origin.right + 2 : origin.left - 2;
  const to = rightward ? copy.left - head : copy.right + head;
  const half = (from + to) / 2;
  return `M${from} ${a}C${half} ${a} ${half} ${b} ${to} ${b}`;
}

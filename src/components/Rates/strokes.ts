/** The tokens that series are drawn in, and their dashes: two series that share one differ in the other. */
const tokens = ['--lw-hub', '--lw-leaf', '--lw-message', '--lw-js', '--lw-refused', '--lw-faint'];
const dashes: { pattern: number[]; words: string }[] = [
  { pattern: [], words: 'solid line' },
  { pattern: [8, 4], words: 'dashed line' },
  { pattern: [2, 3], words: 'dotted line' },
  { pattern: [10, 3, 2, 3], words: 'dashes and dots' },
];

const dashOf = (index: number) => dashes[index % dashes.length]!;

/** How the line of a series looks, in words. */
export const dashWords = (index: number): string => dashOf(index).words;

/** The stroke of a series, in the colours that the page has now. */
export function strokeOf(index: number): { stroke: string; dash: number[] } {
  const token = tokens[index % tokens.length]!;
  return { stroke: colour(token), dash: dashOf(index).pattern };
}

export const colour = (token: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(token).trim();

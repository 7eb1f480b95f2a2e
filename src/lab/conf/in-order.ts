/** Of parts in the order of the text, those that begin from one place on and before another. */
export const between = <T extends { start: number }>(
  parts: readonly T[],
  from: number,
  to: number,
): T[] => parts.slice(countBefore(parts, from), countBefore(parts, to));

/** How many of the parts, which are in the order of the text, begin before a place. */
export function countBefore(parts: readonly { start: number }[], at: number): number {
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (parts[middle]!.start < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Answers the line of a place in a text, from 1 on, without going through the text each time. */
export function lineFinder(text: string): (at: number) => number {
  const starts = [{ start: 0 }];
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1))
    starts.push({ start: i + 1 });
  return (at) => Math.max(1, countBefore(starts, at + 1));
}

/** Things by what they have in common, each group in their order. */
export function grouped<T, K>(all: Iterable<T>, by: (each: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const each of all) {
    const key = by(each);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return groups;
}

/** The first thing of each kind, by what it has in common with the others. */
export function firstBy<T, K>(all: Iterable<T>, by: (each: T) => K): Map<K, T> {
  const first = new Map<K, T>();
  for (const each of all) {
    const key = by(each);
    if (!first.has(key)) first.set(key, each);
  }
  return first;
}

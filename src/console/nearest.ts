/** Finds the name that a reader may have meant: the nearest one, if it is near enough. */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  const near = names
    .map((name) => ({ name, distance: name.startsWith(typed) ? 0.5 : distance(typed, name) }))
    .filter((each) => each.distance <= Math.ceil(typed.length / 3))
    .sort((a, b) => a.distance - b.distance);
  return typed.length > 1 ? near[0]?.name : undefined;
}

/** Counts the letters to insert, drop or change between two words (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, change));
    }
    row = next;
  }
  return row[b.length]!;
}

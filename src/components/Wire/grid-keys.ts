/** The position of the focus in a grid. */
export interface GridPosition {
  /** The index of the row that it goes from. */
  from: number;
  /** How many rows a page has. */
  page: number;
  count: number;
}

/** The index of the row that a key goes to; undefined for a key that goes nowhere. */
export function rowForKey(key: string, { from, page, count }: GridPosition): number | undefined {
  const targets: Record<string, number> = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: count - 1,
  };
  const target = Object.hasOwn(targets, key) ? targets[key] : undefined;
  return target === undefined ? undefined : Math.max(0, Math.min(count - 1, target));
}

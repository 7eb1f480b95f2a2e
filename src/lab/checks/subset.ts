/** JSON of which a part is known: the keys that matter, each with its value or a part of it. */
export type Subset = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reduces a value to the keys of a subset. The result equals the subset if and only if the value
 * contains it.
 */
export function projected(value: unknown, subset: unknown): unknown {
  if (!isObject(value) || !isObject(subset)) return value;
  const entries = Object.keys(subset).map((key) => [key, projected(value[key], subset[key])]);
  return Object.fromEntries(entries);
}

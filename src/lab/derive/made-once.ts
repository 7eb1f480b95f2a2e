/** Makes a thing, or answers the one that was made before of the same. */
export type Once = <T>(of: readonly unknown[], make: () => Promise<T>) => Promise<T>;

/** Makes each thing anew. */
export const anew: Once = (_of, make) => make();

/** How many things are remembered: those that were not asked for again for longest are forgotten first. */
const most = 1000;

/** Makes one thing of the same, however often it is asked for: random keys then stay what they are. */
export function remembering(): Once {
  const made = new Map<string, Promise<unknown>>();
  return <T>(of: readonly unknown[], make: () => Promise<T>) => {
    const key = JSON.stringify(of);
    const known = made.get(key) as Promise<T> | undefined;
    const thing = known ?? make();
    made.delete(key);
    made.set(key, thing);
    if (made.size > most) made.delete(made.keys().next().value!);
    // What could not be made is tried again.
    if (!known) thing.catch(() => made.delete(key));
    return thing;
  };
}

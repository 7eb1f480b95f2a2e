/** Fetches what a page consists of; false where there is nothing to fetch. */
export type Prefetch = Window['docusaurus']['prefetch'];

/**
 * Makes a prefetch that fetches one page after the other, so that little is on its way when the line is wanted for something
 * else. A page that comes when `may` says no, or waits then, is forgotten: it is fetched when it is next asked for.
 * @param turn is waited for before each page
 */
export function oneByOne(
  prefetch: Prefetch,
  may: () => boolean,
  turn: () => Promise<void>,
): Prefetch {
  const waiting = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();
  return (path) => {
    if (!may() || waiting.has(path)) return false;
    waiting.add(path);
    const fetched = last.then(turn).then(() => {
      waiting.delete(path);
      return (may() && prefetch(path)) || [];
    });
    last = fetched.catch(() => {});
    return fetched;
  };
}

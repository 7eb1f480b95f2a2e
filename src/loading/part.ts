import { NotLoaded, whyNotLoaded } from './why-not.ts';

/** All parts that the code loaded so far may want. A part that arrives may add others. */
const parts = new Set<() => Promise<unknown>>();

/**
 * Makes a part of the page out of what loads it, such as `() => import('./Charts.tsx')`. It is loaded when it is asked
 * for, or once servers run: see `fetchParts`. It is asked for again at each call until it has arrived.
 * @returns what loads it; it rejects with `NotLoaded`
 */
export function part<T>(load: () => Promise<T>): () => Promise<T> {
  const ask = async () => {
    try {
      return await load();
    } catch {
      const why = await whyNotLoaded();
      // The line may have broken for a moment only.
      if (why === 'missing') return load().catch((cause: unknown) => fail(why, cause));
      return fail(why);
    }
  };
  parts.add(ask);
  return ask;
}

function fail(why: NotLoaded['why'], cause?: unknown): never {
  throw new NotLoaded(why, cause);
}

/** The mark on the page's timeline when all parts have been fetched. */
export const allHere = 'leafwise: all parts are here';

let fetching = false;

/**
 * Fetches all parts of the page, one after the other while the browser is idle: whatever the reader opens is then here,
 * also without a network. What does not arrive is asked for again when it is wanted, and at the next call.
 */
export async function fetchParts(): Promise<void> {
  if (fetching) return;
  fetching = true;
  const arrived: boolean[] = [];
  for (const ask of parts) {
    await idle();
    const came = ask().then(
      () => true,
      () => false,
    );
    arrived.push(await came);
  }
  fetching = false;
  if (arrived.every(Boolean)) performance.mark(allHere);
}

/** Resolves once the browser is idle. */
export function idle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no idle callbacks.
    if ('requestIdleCallback' in globalThis)
      requestIdleCallback(() => resolve(), { timeout: 1000 });
    else setTimeout(resolve, 50);
  });
}

import { setTimeout as wait } from 'node:timers/promises';

/** How long between two tries, in milliseconds. */
const between = 250;

/**
 * Does something again until it succeeds, since a cluster that has lost the leader of a stream answers for some seconds
 * that there is none.
 * @param ms how long
 * @param isOver says that no one waits for it any more
 * @throws what the last try has thrown
 */
export async function persist<T>(
  ms: number,
  work: () => Promise<T>,
  isOver = () => false,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;)
    try {
      return await work();
    } catch (error) {
      if (isOver() || Date.now() >= end) throw error;
      await wait(between);
    }
}

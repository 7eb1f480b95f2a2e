/** How late a timer may be, in milliseconds, and how often it is set again where it was later. */
const punctual = 50;
const most = 40;

/**
 * Calls back after a time in which this thread was idle. Servers in one module share it: while it is busy, timers are late,
 * and what has come meanwhile is not yet read.
 * @returns cancels it
 */
export function quietFor(ms: number, done: () => void): () => void {
  let left = most;
  let due = 0;
  let timer: ReturnType<typeof setTimeout>;
  const wait = () => {
    due = performance.now() + ms;
    timer = setTimeout(() => {
      left -= 1;
      if (performance.now() - due > punctual && left > 0) wait();
      else done();
    }, ms);
  };
  wait();
  return () => clearTimeout(timer);
}

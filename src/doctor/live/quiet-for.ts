/** How late a timer may be, in milliseconds. */
const punctual = 50;
/** How often it is set again where it was later: since this thread was busy, and since the machine was. */
const most = { thread: 40, machine: 2 };

/** How long this thread has been busy, in milliseconds: Node tells. Elsewhere a late timer says so. */
const busy = (): number =>
  (performance as { eventLoopUtilization?: () => { active: number } }).eventLoopUtilization?.()
    .active ?? performance.now();

/**
 * Calls back after a time in which this thread was idle. Servers in one module share it: while it is busy, timers are late,
 * and what has come meanwhile is not yet read. Where others keep the machine busy, waiting longer changes little.
 * @returns cancels it
 */
export function quietFor(ms: number, done: () => void): () => void {
  const late = { thread: 0, machine: 0 };
  let timer: ReturnType<typeof setTimeout>;
  const wait = () => {
    const due = performance.now() + ms;
    const before = busy();
    timer = setTimeout(() => {
      const by = busy() - before > punctual ? 'thread' : 'machine';
      if (performance.now() - due > punctual && ++late[by] <= most[by]) wait();
      else done();
    }, ms);
  };
  wait();
  return () => clearTimeout(timer);
}

// @ts-check
import { execFileSync } from 'node:child_process';

/** The time between two looks at the processes, in milliseconds. */
const interval = 500;

const parent = process.ppid;
/** @type {{ pid: number | undefined } | undefined} */
let npm;

/**
 * Calls back once npm, which started this process in a shell, or that shell is gone. A killed npm does
 * not say so, and a terminated one tells the shell alone. Without npm there is no watch: any other
 * parent may go and leave us running.
 * @param {() => void} gone
 * @returns {() => void} Ends the watch.
 */
export function watchNpm(gone) {
  if (!process.env.npm_lifecycle_event) return () => {};
  const { pid } = (npm ??= { pid: parentOf(parent) });
  const watch = setInterval(() => {
    if (process.ppid === parent && (pid === undefined || exists(pid))) return;
    clearInterval(watch);
    gone();
  }, interval);
  watch.unref();
  return () => clearInterval(watch);
}

/**
 * Waits for the person at the keyboard to have enough, or to be gone.
 * @returns {{ signal: AbortSignal, unwatch: () => void }} The signal aborts then.
 */
export function leaving() {
  const end = new AbortController();
  const leave = () => end.abort();
  process.once('SIGINT', leave);
  process.once('SIGTERM', leave);
  return { signal: end.signal, unwatch: watchNpm(leave) };
}

/**
 * @param {number} pid
 * @returns {number | undefined} Undefined where the system does not tell.
 */
function parentOf(pid) {
  try {
    const args = ['-o', 'ppid=', '-p', `${pid}`];
    return Number(execFileSync('ps', args, { stdio: ['ignore', 'pipe', 'ignore'] })) || undefined;
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function exists(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

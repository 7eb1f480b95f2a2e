// @ts-check
// Ends servers when their parent is gone, however it went: the parent holds the other end of our
// standard input and writes a line `+pid` for each server it starts, `-pid` for each that has ended.
// The argument is the folder to remove in the end.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const folder = /** @type {string} */ (process.argv[2]);
/** @type {Set<number>} */
const pids = new Set();

/**
 * @param {number} pid
 * @param {NodeJS.Signals | 0} signal
 * @returns {boolean} whether there is such a process
 */
function signalled(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const pid = Number(line.slice(1));
    if (line.startsWith('+')) pids.add(pid);
    else pids.delete(pid);
  })
  .on('close', () => {
    const dying = [...pids].filter((pid) => signalled(pid, 'SIGKILL'));
    const until = Date.now() + 5000;
    // They are not our children, so all that can be done is to look.
    const look = setInterval(() => {
      if (dying.some((pid) => signalled(pid, 0)) && Date.now() < until) return;
      clearInterval(look);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }, 10);
  });

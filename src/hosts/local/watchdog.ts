import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Ends processes and removes a folder when this process ends without having done so. */
export interface Watchdog {
  guard(pid: number | undefined): void;
  release(pid: number | undefined): void;
  close(): void;
}

/** Starts a process that outlives this one just long enough to clear up after it. */
export function startWatchdog(folder: string): Watchdog {
  const script = fileURLToPath(new URL('watchdog.mjs', import.meta.url));
  // In a group of its own: Ctrl-C and the like are for us, and it must outlive them.
  const child = spawn(process.execPath, [script, folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  const { stdin } = child;
  // Should it be gone, the servers still run; only a killed parent would leave them behind.
  child.on('error', () => {});
  stdin.on('error', () => {});
  const tell = (word: string, pid: number | undefined) => {
    if (pid) stdin.write(`${word}${pid}\n`);
  };
  return {
    guard: (pid) => tell('+', pid),
    release: (pid) => tell('-', pid),
    close: () => void stdin.end(),
  };
}

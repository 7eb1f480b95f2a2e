import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWatchdog } from '../../../src/hosts/local/watchdog.ts';

/** How long a process has to end by itself, in milliseconds. */
const grace = 5000;

/**
 * The folder and the processes of a browser on this machine. Both go even if this process is killed.
 */
export class Sandbox {
  readonly folder = mkdtempSync(join(tmpdir(), 'leafwise-engine-'));
  /** The environment, with a home of its own: the browser neither reads nor changes the user's. */
  readonly env = { ...process.env, HOME: this.folder, XDG_RUNTIME_DIR: this.folder };
  readonly #watchdog = startWatchdog(this.folder);
  readonly #started: ChildProcess[] = [];

  /** Starts a process, which ends with the sandbox. */
  start(command: string, args: string[], options: SpawnOptions): ChildProcess {
    const child = spawn(command, args, options);
    this.guard(child);
    this.#started.push(child);
    return child;
  }

  /** Has a process ended if this one is killed. */
  guard(child: ChildProcess): void {
    this.#watchdog.guard(child.pid);
    child.once('exit', () => this.#watchdog.release(child.pid));
  }

  /** Ends what was started, the last first, and removes the folder. */
  async leave(): Promise<void> {
    for (const child of this.#started.reverse()) await end(child);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
    this.#watchdog.close();
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), grace);
  await ended;
  clearTimeout(timer);
}

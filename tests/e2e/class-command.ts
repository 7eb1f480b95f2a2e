import { spawn, type ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { root } from '../../tools/lib/paths.mjs';

/** The command `npm run class` as a trainer starts it, and what it has printed. */
export class ClassCommand {
  /** The links for attendees and trainers, with their secrets, and the code. */
  attendees = '';
  trainers = '';
  code = '';
  #folder = '';
  #child: ChildProcess | undefined;

  /** Starts a class, or the same again, and resolves once it has printed its links. */
  async start(...args: string[]): Promise<void> {
    const again = this.#folder ? ['--resume', this.#folder] : ['--port', '0'];
    const child = spawn(process.execPath, ['tools/class.mjs', ...again, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    let printed = '';
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer) => {
        printed += String(chunk);
        if (printed.includes('Ctrl-C')) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', () => reject(new Error(`The class has ended:\n${printed}`)));
    });
    const found = (pattern: RegExp) => pattern.exec(printed)?.[1] ?? '';
    this.attendees = found(/Attendees\s+(\S+)/);
    this.trainers = found(/Trainers\s+(\S+)/);
    this.code = found(/with the code (\S+)/);
    this.#folder = found(/--resume (\S+)/);
  }

  /** Ends the command as a power failure does, or as Ctrl-C. */
  async end(signal: 'SIGKILL' | 'SIGINT'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  /** Ends it, and deletes what the class has stored. */
  async close(): Promise<void> {
    await this.end('SIGINT');
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true });
  }
}

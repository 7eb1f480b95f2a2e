import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { undoAtExit } from './cleanup.ts';

/** How long a server has to shut down, in milliseconds. */
const grace = 5000;

/** One process of nats-server. */
export interface RunningServer {
  pid: number;
  /** Resolves when the process has ended. */
  stop(): Promise<void>;
}

/**
 * Starts a native nats-server and waits until it is ready.
 * @throws Error with what the server logged, if it ends instead
 */
export async function startServer(binary: string, config: string): Promise<RunningServer> {
  const child = spawn(binary, ['-c', config], { stdio: ['ignore', 'ignore', 'pipe'] });
  const forget = undoAtExit(() => child.kill('SIGKILL'));
  const ended = new Promise<void>((resolve) => {
    child.once('close', resolve);
    child.once('error', () => resolve());
  });
  const lines: string[] = [];
  const ready = new Promise<void>((resolve) => {
    createInterface(child.stderr).on('line', (line) => {
      lines.push(line);
      if (line.endsWith('Server is ready')) resolve();
    });
  });
  const endedEarly = ended.then(() => {
    throw new Error(`nats-server ended before it was ready:\n${lines.join('\n')}`);
  });
  try {
    await Promise.race([ready, endedEarly]);
  } catch (error) {
    forget();
    throw error;
  }
  endedEarly.catch(() => {});
  return {
    pid: child.pid!,
    stop: async () => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), grace);
      await ended;
      clearTimeout(timer);
      forget();
    },
  };
}

import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';
import type { LogLevel } from '../../lab/network/host.ts';
import { environment } from './binary.ts';
import { logReader } from './log-lines.ts';

export interface LogEntry {
  level: LogLevel;
  text: string;
}

/** How long a server may take to be ready, or to answer a reload, in milliseconds. */
const patience = 10_000;
/** How long it may take to shut down before it is killed. */
const shutdown = 5_000;

/** One nats-server process. */
export interface ServerProcess {
  /** None if it could not be started. */
  pid: number | undefined;
  /** Resolves when the process is gone and all that it said has been read, with its last words. */
  ended: Promise<string>;
  /** Answers the first line from now on for which `wanted` holds; rejects if the process ends before. */
  line(wanted: (entry: LogEntry) => boolean, what: string): Promise<LogEntry>;
  signal(signal: NodeJS.Signals): void;
  /** Resolves when the process has ended: by itself once asked to, or killed. */
  stop(): Promise<void>;
}

/** Starts `nats-server -c file`. Its log lines go to `log`. */
export function startProcess(
  binary: string,
  file: string,
  log: (entry: LogEntry) => void,
): ServerProcess {
  // In a group of its own: a Ctrl-C in the terminal is for us to hand on.
  const child = spawn(binary, ['-c', file], {
    // What a configuration names without a folder is in that of the configuration.
    cwd: path.dirname(file),
    env: environment,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const watchers = new Set<(entry: LogEntry) => void>();
  const words = lastWords();
  const read = logReader();
  createInterface({ input: child.stderr }).on('line', (text) => {
    const entry = read(text);
    words.note(entry);
    log(entry);
    for (const watch of watchers) watch(entry);
  });
  const ended = new Promise<string>((resolve) => {
    child.once('close', (code, signal) => resolve(words.of(code, signal)));
    child.once('error', (error) => resolve(error.message));
  });

  return {
    pid: child.pid,
    ended,
    line: (wanted, what) => awaitLine(watchers, ended, wanted, what),
    signal: (signal) => void child.kill(signal),
    stop: () => stopProcess(child, ended),
  };
}

async function stopProcess(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), shutdown);
  await ended;
  clearTimeout(late);
}

function awaitLine(
  watchers: Set<(entry: LogEntry) => void>,
  ended: Promise<string>,
  wanted: (entry: LogEntry) => boolean,
  what: string,
): Promise<LogEntry> {
  return new Promise<LogEntry>((resolve, reject) => {
    const watch = (entry: LogEntry) => {
      if (wanted(entry)) done(() => resolve(entry));
    };
    const done = (settle: () => void) => {
      clearTimeout(late);
      watchers.delete(watch);
      settle();
    };
    const late = setTimeout(
      () => done(() => reject(new Error(`${what} within ${patience / 1000} s`))),
      patience,
    );
    watchers.add(watch);
    void ended.then((reason) => done(() => reject(new Error(reason || 'the server has stopped'))));
  });
}

/** Keeps the log lines that explain an end: the fatal ones, else the last error. */
function lastWords(): {
  note(entry: LogEntry): void;
  of(code: number | null, signal: string | null): string;
} {
  let fatal: string[] = [];
  let error: string | undefined;
  return {
    note({ level, text }) {
      if (level === 'fatal') fatal = [...fatal.slice(-49), text];
      if (level === 'error') error = text;
    },
    of(code, signal) {
      if (code === 0) return '';
      if (fatal.length) return fatal.join('\n');
      if (signal) return `the server was ended by ${signal}`;
      return error ?? `the server ended with code ${code}`;
    },
  };
}

/** Resolves when a server that has just been started takes clients. */
export const ready = (name: string, child: ServerProcess) =>
  child.line(
    ({ text }) => text === 'Server is ready',
    `server ${name} was not ready for connections`,
  );

/**
 * Has a server read its configuration file again.
 * @throws Error with its words, if it refuses
 */
export async function signalReload(child: ServerProcess): Promise<void> {
  const refused = 'Failed to reload server configuration: ';
  const answer = child.line(
    ({ text }) => text.startsWith('Reloaded server configuration') || text.startsWith(refused),
    'the server did not answer to a reload',
  );
  child.signal('SIGHUP');
  const { text } = await answer;
  if (text.startsWith(refused)) throw new Error(text.slice(refused.length));
}

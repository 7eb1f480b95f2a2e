import type { ConsoleContext } from '../console/command.ts';
import { runLine } from '../console/run.ts';
import { runWhole } from '../console/run-whole.ts';
import { bareLine } from '../console/script.ts';
import type { LabSession } from '../lab/session/session.ts';
import { connectTo } from '../nats/connect.ts';
import type { RunningLine } from './running-line.ts';

/**
 * Answers the context of a console at a server of a running lab, but for its output and its abort
 * signal.
 */
export function consoleContext(
  session: LabSession,
  server: string,
): Omit<ConsoleContext, 'out' | 'err' | 'signal'> {
  const { servers } = session.topology;
  return {
    server,
    servers: servers.map(({ name }) => name),
    creds: (path) => session.fileAt(server, path),
    connect: (login, inboxPrefix, at = server) =>
      connectTo(
        () => session.openClient(at),
        `console-at-${server}`,
        login ?? session.loginAt(at),
        inboxPrefix ?? session.inboxAt(at),
      ),
    inboxPrefix: session.inboxAt(server),
    monitor: (...query) => session.host.monitor(...query),
    files: session.files,
  };
}

/** Runs a line at a server to its end: see `runWhole`. */
export const runAt = (session: LabSession, server: string, line: string): Promise<string> =>
  runWhole(line, consoleContext(session, server));

/** A line that has been started. */
export interface StartedLine extends RunningLine {
  /** Aborts when the line is stopped. */
  signal: AbortSignal;
  /** Resolves with its exit code: see `runLine`. */
  ended: Promise<number>;
}

/** Starts a line in a console at a server. It is among the lines that run until it has ended. */
export function startLine(
  { session, running }: { session: LabSession; running: Set<RunningLine> },
  server: string,
  line: string,
  print: Pick<ConsoleContext, 'out' | 'err'>,
): StartedLine {
  const command = new AbortController();
  const { signal } = command;
  const own: RunningLine = { server, line: bareLine(line), stop: () => command.abort() };
  running.add(own);
  const ended = runLine(line, { ...consoleContext(session, server), ...print, signal });
  return { ...own, signal, ended: ended.finally(() => running.delete(own)) };
}

/**
 * Ends a line that runs at a server, as Ctrl-C does.
 * @throws Error if it does not run there
 */
export function endLine(running: ReadonlySet<RunningLine>, server: string, line: string): void {
  const bare = bareLine(line);
  const found = [...running].filter((one) => one.server === server && one.line === bare);
  if (found.length === 0) throw new Error(`“${bare}” does not run at ${server}.`);
  for (const { stop } of found) stop();
}

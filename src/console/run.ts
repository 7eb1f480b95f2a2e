import type { CommandSpec, ConsoleContext } from './command.ts';
import { commands } from './commands/index.ts';
import { clientWords } from './console-errors.ts';
import { ExitCode, Problem, UsageProblem } from './problem.ts';
import { runCommand } from './run-command.ts';
import { readScript } from './script.ts';
import { splitWords } from './split-words.ts';

/** All commands, for the reference. */
export const commandList: readonly CommandSpec[] = commands;

/** A shell's exit code for a command that Ctrl-C has ended. */
const interrupted = 130;

/**
 * Runs text as a shell with the `nats` CLI would: its lines in turn, and the commands that `;`, `&&` or
 * `||` join in a line.
 * @returns the last exit code: 0, 1 for an error, 130 if the signal has ended it
 */
export async function runLine(text: string, context: ConsoleContext): Promise<number> {
  const { lines, rest } = readScript(text);
  let code = 0;
  for (const line of rest === '' ? lines : [...lines, rest]) {
    if (code !== interrupted) code = await runList(line, context);
  }
  return code;
}

/** Runs the commands of one line. */
async function runList(line: string, context: ConsoleContext): Promise<number> {
  const { commands: list, problem } = splitWords(line);
  if (problem) return tellError(problem, context);
  let code = 0;
  for (const { joint, words } of list) {
    const skipped = (joint === '&&' && code !== 0) || (joint === '||' && code === 0);
    if (skipped || !words.length) continue;
    code = await untilStopped(context, (running) => runCommand(words, running));
    if (code === interrupted) return code;
  }
  return code;
}

/** Runs a command until it ends or the signal stops it, and tells its error. */
async function untilStopped(
  context: ConsoleContext,
  run: (context: ConsoleContext) => Promise<number>,
): Promise<number> {
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => reject(new Error('interrupted'));
    context.signal.addEventListener('abort', stop, { once: true });
    if (context.signal.aborted) stop();
  });
  // A command that ends by itself leaves this rejection unhandled.
  stopped.catch(() => {});
  let over = false;
  /** Drops output of a command that goes on after its line has ended. */
  const during = (print: (text: string) => void) => (text: string) => {
    if (!over) print(text);
  };
  const connections = openConnections(context);
  const running = {
    ...context,
    connect: connections.connect,
    out: during(context.out),
    err: during(context.err),
  };
  try {
    return await Promise.race([run(running), stopped]);
  } catch (error) {
    return context.signal.aborted ? interrupted : tellError(error, context);
  } finally {
    over = true;
    // A connection that is still being made must not keep Ctrl-C waiting.
    if (context.signal.aborted) void connections.close();
    else await connections.close();
  }
}

/** Keeps the connections of a command, to close them at its end. */
function openConnections(context: ConsoleContext) {
  const opened: ReturnType<ConsoleContext['connect']>[] = [];
  const connect: ConsoleContext['connect'] = (...as) => {
    const connection = context.connect(...as);
    opened.push(connection);
    return connection;
  };
  const close = async () => {
    for (const each of await Promise.allSettled(opened)) {
      if (each.status === 'fulfilled') await each.value.close();
    }
  };
  return { connect, close };
}

function tellError(error: unknown, { err }: Pick<ConsoleContext, 'err'>): number {
  if (error instanceof ExitCode) return error.code;
  const begin = error instanceof UsageProblem ? 'error' : 'nats: error';
  err(`${begin}: ${clientWords(error)}`);
  if (error instanceof Problem) for (const help of error.help) err(help);
  return 1;
}

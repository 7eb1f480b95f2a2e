import type { Login } from '../lab/topology/topology.ts';
import type { NatsConnection } from '../nats/connect.ts';
import {
  outAll,
  type Command,
  type CommandContext,
  type CommandSpec,
  type ConsoleContext,
} from './command.ts';
import { commands } from './commands/index.ts';
import { clientWords } from './console-errors.ts';
import { findCommand, globalFlags } from './find.ts';
import type { FlagValues } from './flags.ts';
import { commandHelp, overview } from './help.ts';
import { JetStream } from './jetstream.ts';
import { parseFlags } from './parse.ts';
import { Problem } from './problem.ts';
import { splitWords } from './split-words.ts';

/** All commands, for the reference. */
export const commandList: readonly CommandSpec[] = commands;

/** A shell's exit code for a command that Ctrl-C has ended. */
const interrupted = 130;

/**
 * Runs one line as the `nats` CLI would.
 * @returns its exit code: 0, 1 for an error, 130 if the signal has ended it
 */
export async function runLine(line: string, context: ConsoleContext): Promise<number> {
  const connections: Promise<NatsConnection>[] = [];
  const close = async () => {
    const opened = await Promise.allSettled(connections);
    for (const each of opened) if (each.status === 'fulfilled') await each.value.close();
  };
  const connect: ConsoleContext['connect'] = async (...as) => {
    const connection = context.connect(...as);
    connections.push(connection);
    return connection;
  };
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
  const [out, err] = [during(context.out), during(context.err)];
  try {
    await Promise.race([perform(line, { ...context, connect, out, err }), stopped]);
    return 0;
  } catch (error) {
    if (context.signal.aborted) return interrupted;
    context.err(`nats: error: ${clientWords(error)}`);
    if (error instanceof Problem) for (const help of error.help) context.err(help);
    return 1;
  } finally {
    over = true;
    // A connection that is still being made must not keep Ctrl-C waiting.
    if (context.signal.aborted) void close();
    else await close();
  }
}

async function perform(line: string, context: ConsoleContext): Promise<void> {
  const { words, problem } = splitWords(line);
  if (problem) throw problem;
  if (!words.length) return;
  const all = words.map(({ text }) => text);
  const given = all[0] === 'nats' ? all.slice(1) : all;
  const asked = given[0] === 'help' ? [...given.slice(1), '--help'] : given;
  const found = findCommand(asked);
  if (found.type === 'group') {
    // A group takes no flag but --help, and its help is shown in any case.
    parseFlags(found.rest, globalFlags);
    return outAll(context, overview(found.commands, found.group, globalFlags));
  }
  const { command } = found;
  const { values, rest } = parseFlags(found.rest, { ...globalFlags, ...command.flags });
  const globals = values as FlagValues<typeof globalFlags>;
  if (globals.help) return outAll(context, commandHelp(command));
  const args = bindArgs(command, rest);
  for (const { text, special } of words) {
    if (special) context.err(`In a shell, quote this: '${text}'`);
  }
  await command.run(commandContext(context, globals), args as never, values as never);
}

/** The context of a command. It connects on the first need. */
function commandContext(
  context: ConsoleContext,
  globals: FlagValues<typeof globalFlags>,
): CommandContext {
  const { timeout: nanos, 'inbox-prefix': inboxPrefix } = globals;
  const timeout = nanos === undefined ? 5000 : nanos / 1e6;
  const login = loginFrom(context, globals);
  let connection: Promise<NatsConnection> | undefined;
  const nats = () => (connection ??= context.connect(login, inboxPrefix));
  const trace = globals.trace ? (line: string) => context.out(line) : undefined;
  return {
    ...context,
    timeout,
    inboxPrefix,
    trace,
    nats,
    jetStream: async () =>
      new JetStream(await nats(), {
        domain: globals['js-domain'],
        apiPrefix: globals['js-api-prefix'],
        timeout,
        trace,
      }),
  };
}

/** The login that flags name, if they name one. */
function loginFrom(
  { creds: textAt }: ConsoleContext,
  { creds: path, user, password }: FlagValues<typeof globalFlags>,
): Login | undefined {
  if (path === undefined) return user === undefined ? undefined : { user, pass: password ?? '' };
  const creds = textAt(path);
  if (creds === undefined) throw new Problem(`open ${path}: no such file or directory`);
  return { creds };
}

function bindArgs({ args }: Command, words: string[]): Record<string, unknown> {
  const left = [...words];
  const bound: Record<string, unknown> = {};
  for (const [name, { kind }] of Object.entries(args)) {
    if (kind === 'rest') bound[name] = left.splice(0);
    else if (left.length) bound[name] = left.shift();
    else if (kind === 'required')
      throw new Problem(`required argument '${name}' not provided, try --help`);
  }
  if (left.length) throw new Problem(`unexpected argument ${left[0]!}, try --help`);
  return bound;
}

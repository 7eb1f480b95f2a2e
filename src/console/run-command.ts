import type { Login } from '../lab/topology/topology.ts';
import type { NatsConnection } from '../nats/connect.ts';
import { outAll, type Command, type CommandContext, type ConsoleContext } from './command.ts';
import { cheats } from './cheats.ts';
import { notConnected } from './console-errors.ts';
import { dropVariables } from './environment.ts';
import { findCommand } from './find.ts';
import type { FlagValues } from './flags.ts';
import { flagsBehind, flagsOf, globalFlags } from './global-flags.ts';
import { commandHelp, overview, usage } from './help.ts';
import { JetStream } from './jetstream.ts';
import { parseFlags, type Parsed } from './parse.ts';
import { Problem, UsageProblem } from './problem.ts';
import type { Word } from './split-words.ts';
import { cliVersion } from './version.ts';

type Globals = FlagValues<typeof globalFlags>;

/**
 * Runs the command that words make.
 * @returns its exit code
 * @throws Problem, or an error of the NATS client
 */
export async function runCommand(words: readonly Word[], context: ConsoleContext): Promise<number> {
  const own = dropVariables(words, context);
  const all = own.map(({ text }) => text);
  const given = /^(?:\S*\/)?nats(?:\.exe)?$/.test(all[0] ?? '') ? all.slice(1) : all;
  if (own.length === 0) return 0;
  if (given[0] === 'cheat') return shown(context, cheats(given.slice(1)));
  const found = given[0] === 'help' ? findHelp(given.slice(1)) : findCommand(given);
  if (found.type === 'group') return runGroup(found, context);
  const { command, rest } = found;
  const parsed = parseFlags(rest, flagsOf(command), command.name);
  const globals = parsed.values as Globals;
  if (globals.help) return shown(context, commandHelp(command));
  if (globals.version) return shown(context, [cliVersion]);
  remark(own, parsed, context);
  const args = bindArgs(command, parsed.rest);
  await command.run(commandContext(context, globals), args as never, parsed.values as never);
  return 0;
}

/** Finds the command that help is asked for. The CLI has other words where there is none. */
function findHelp(words: readonly string[]): ReturnType<typeof findCommand> {
  try {
    return findCommand([...words, '--help']);
  } catch (error) {
    if (!(error instanceof UsageProblem)) throw error;
    throw new Problem(error.message.replace(/, use --help.*/, ''), ...error.help);
  }
}

type Group = Extract<ReturnType<typeof findCommand>, { type: 'group' }>;

/** A group of commands, or none, runs nothing: its commands are listed. */
function runGroup({ group, commands, rest }: Group, context: ConsoleContext): number {
  const { help, version } = parseFlags(rest, flagsBehind(group), group).values as Globals;
  if (version) return shown(context, [cliVersion]);
  const list = overview(commands, group, globalFlags);
  if (group === '' || help) return shown(context, list);
  throw new UsageProblem(
    'a subcommand from the list below is required, use --help for full help including flags and arguments',
    '',
    ...list,
  );
}

function shown(context: ConsoleContext, lines: readonly string[]): number {
  outAll(context, lines);
  return 0;
}

/** Quotes a word, so that a shell leaves it as it is. */
const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** Tells how a shell reads the words, and which flags have no place here. */
function remark(words: readonly Word[], { given }: Parsed, { err, server }: ConsoleContext): void {
  for (const { text, changed } of words) {
    if (changed !== undefined) err(`In a shell, quote this: ${quoted(text)}. ${changed}`);
  }
  for (const { name, typed, flag, value } of given) {
    const why = flag.why?.(value, server);
    if (why !== undefined) err(`${typed} has no place here. ${why}`);
    if (flag.placeholder === undefined && typed.includes('=')) {
      err(`--${name} takes no value: what stands behind = is an argument.`);
    }
  }
}

/** The context of a command. It connects on the first need. */
function commandContext(context: ConsoleContext, globals: Globals): CommandContext {
  const { timeout: nanos, 'inbox-prefix': inboxPrefix = context.inboxPrefix } = globals;
  const timeout = nanos === undefined ? 5000 : nanos / 1e6;
  const login = loginFrom(context, globals);
  let connection: Promise<NatsConnection> | undefined;
  const nats = () =>
    (connection ??= context
      .connect(login, inboxPrefix)
      .catch((error: unknown) => notConnected(error, login)));
  const trace = globals.trace ? (line: string) => context.out(line) : undefined;
  const domain = globals['js-domain'] || globals.domain || undefined;
  return {
    ...context,
    timeout,
    login,
    domain,
    inboxPrefix,
    trace,
    nats,
    jetStream: async () =>
      new JetStream(await nats(), {
        domain,
        apiPrefix: globals['js-api-prefix'],
        timeout,
        trace,
      }),
  };
}

/** The login that flags name, if they name one. */
function loginFrom(
  { creds: textAt }: ConsoleContext,
  { creds: path, user, password }: Globals,
): Login | undefined {
  if (path === undefined) return user === undefined ? undefined : { user, pass: password ?? '' };
  const creds = textAt(path);
  if (creds === undefined) throw new Problem(`nats: open ${path}: no such file or directory`);
  return { creds };
}

function bindArgs(command: Command, words: readonly string[]): Record<string, unknown> {
  const left = [...words];
  const bound: Record<string, unknown> = {};
  const fail = (message: string): never => {
    throw new UsageProblem(message, `usage: ${usage(command)}`);
  };
  for (const [name, { kind }] of Object.entries(command.args)) {
    if (kind === 'rest') bound[name] = left.splice(0);
    else if (left.length) bound[name] = left.shift();
    else if (kind === 'required') fail(`required argument '${name}' not provided`);
  }
  if (left.length) fail(`unexpected argument ${left[0]!}`);
  return bound;
}

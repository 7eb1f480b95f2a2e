import type { Monitor } from '../lab/network/monitor-pages.ts';
import type { Login } from '../lab/topology/topology.ts';
import type { NatsConnection } from '../nats/connect.ts';
import type { Flags, FlagValues, NameKind } from './flags.ts';
import type { JetStream } from './jetstream.ts';

/**
 * The files of a page, by path. Those that consoles have written outlive servers, and not the run of the lab;
 * those of the reader stay.
 */
export interface ConsoleFiles {
  get: () => Readonly<Record<string, Uint8Array<ArrayBuffer>>>;
  update: (
    change: (files: ReturnType<ConsoleFiles['get']>) => ReturnType<ConsoleFiles['get']>,
  ) => void;
}

/** The surroundings of a console: its server, and where its commands print. */
export interface ConsoleContext extends Monitor {
  /** The server that its clients attach to. */
  server: string;
  /** All servers of the lab. */
  servers: readonly string[];
  /** Opens a new connection to `server`, or to another of the lab. The caller closes it. */
  connect: (login?: Login, inboxPrefix?: string, at?: string) => Promise<NatsConnection>;
  /** The prefix of the inboxes of a client of `server`, where it is not `_INBOX`. */
  inboxPrefix?: string | undefined;
  files: ConsoleFiles;
  /** Answers the text of a `.creds` file on the machine of `server`, if it is there. */
  creds: (path: string) => string | undefined;
  /** Prints a line. */
  out: (line: string) => void;
  /** Prints a line of an error, or a remark that the `nats` CLI does not make. */
  err: (line: string) => void;
  /** Ends the command, as Ctrl-C does. */
  signal: AbortSignal;
}

/** The context of one command: a console's, and the connections that the command's flags ask for. */
export interface CommandContext extends ConsoleContext {
  /** The command's one connection. It is closed when the command has ended. */
  nats: () => Promise<NatsConnection>;
  /** The login that the command's flags name, if they name one. */
  login: Login | undefined;
  /** The domain that `--js-domain` names. */
  domain: string | undefined;
  /** The JetStream of that domain. */
  jetStream: () => Promise<JetStream>;
  /** The prefix of the subjects on which answers arrive; absent for `_INBOX`. */
  inboxPrefix: string | undefined;
  /** How long an answer may take, in milliseconds. */
  timeout: number;
  /** Prints a line of the interactions that `--trace` asks for; absent without it. */
  trace: ((line: string) => void) | undefined;
}

export interface Arg {
  help: string;
  names?: NameKind;
  kind: 'required' | 'optional' | 'rest';
}

export type Args = Readonly<Record<string, Arg>>;

type ArgValue<A extends Arg> = {
  required: string;
  optional: string | undefined;
  rest: string[];
}[A['kind']];

/** The values of a command's arguments. */
export type ArgValues<A extends Args> = { [K in keyof A]: ArgValue<A[K]> };

export const required = (help: string, names?: NameKind) =>
  ({ help, kind: 'required', ...(names && { names }) }) as const;
export const optional = (help: string, names?: NameKind) =>
  ({ help, kind: 'optional', ...(names && { names }) }) as const;
export const rest = (help: string) => ({ help, kind: 'rest' }) as const;

/** The description of a command, for its help and for the reference. */
export interface CommandSpec {
  /** Its words, such as `stream add`. */
  name: string;
  /** Other words for the last of them. */
  aliases: readonly string[];
  help: string;
  /** The difference from the command of the `nats` CLI. */
  differs?: string;
  /** Lines that may be run as they are. */
  examples?: readonly string[];
  args: Args;
  flags: Flags;
}

export interface Command extends CommandSpec {
  /** @throws Problem, or an error of the NATS client */
  run: (
    context: CommandContext,
    args: Record<string, never>,
    flags: Record<string, never>,
  ) => Promise<void>;
}

/** Declares a command; `run` gets arguments and flags of the types that they are declared with. */
export function command<A extends Args, F extends Flags>(
  spec: Omit<CommandSpec, 'aliases' | 'args' | 'flags'> & {
    aliases?: readonly string[];
    args: A;
    flags: F;
    run: (context: CommandContext, args: ArgValues<A>, flags: FlagValues<F>) => Promise<void>;
  },
): Command {
  return { aliases: [], ...spec, run: spec.run as Command['run'] };
}

/** Prints several lines. */
export function outAll(context: Pick<CommandContext, 'out'>, lines: readonly string[]): void {
  for (const line of lines) context.out(line);
}

/** Prints a value as JSON, as the `nats` CLI does: indented, and with Go's escapes of what HTML has a use for. */
export function outJson(context: Pick<CommandContext, 'out'>, value: unknown): void {
  context.out(goJson(value));
}

/** A value as JSON, as Go indents and escapes it. */
export const goJson = (value: unknown): string =>
  JSON.stringify(value, undefined, 2).replace(/[<>&]/g, (each) => escapes[each]!);

const escapes: Readonly<Record<string, string>> = {
  '<': String.raw`\u003c`,
  '>': String.raw`\u003e`,
  '&': String.raw`\u0026`,
};

import type { Command, ConsoleContext, NameKind } from './command.ts';
import { consumersOf } from './commands/consumer.ts';
import { findCommand, globalFlags } from './find.ts';
import type { Flags } from './flags.ts';
import { JetStream } from './jetstream.ts';
import { allStreams, bucketPrefix, isPlain, namesBelow, storePrefix } from './names.ts';

/** What may stand at the end of a line, in place of what has been typed of it. */
export interface Completion {
  /** The column where the word begins that is completed. */
  from: number;
  options: string[];
}

/** How long the server may take to tell names, in milliseconds. */
const patience = 1000;

/** Completes the word that a line ends in: a command, a flag, or a name that the server knows. */
export async function complete(line: string, context: ConsoleContext): Promise<Completion> {
  const typed = /[^\s]*$/.exec(line)![0];
  const from = line.length - typed.length;
  const before = line.slice(0, from).split(/\s+/).filter(Boolean);
  const words = before[0] === 'nats' ? before.slice(1) : before;
  const options = await candidates(words, typed, context).catch(() => []);
  return { from, options: options.filter((each) => each.startsWith(typed)).sort() };
}

async function candidates(
  words: string[],
  typed: string,
  context: ConsoleContext,
): Promise<string[]> {
  const found = findCommand(words);
  if (typed.startsWith('-')) {
    const flags: Flags = {
      ...(found.type === 'command' ? found.command.flags : {}),
      ...globalFlags,
    };
    return Object.keys(flags)
      .filter((name) => !flags[name]!.idle)
      .map((name) => `--${name}`);
  }
  if (found.type === 'group') {
    const depth = found.group ? found.group.split(' ').length : 0;
    return [...new Set(found.commands.map(({ name }) => name.split(' ')[depth]!))];
  }
  const { command, rest } = found;
  const { values, domain } = positional(command, rest);
  const arg = Object.values(command.args)[values.length];
  return arg?.names ? names(arg.names, values, domain, context) : [];
}

/** The arguments that stand in a line, apart from flags and what they take. */
function positional(command: Command, rest: string[]): { values: string[]; domain?: string } {
  const flags: Flags = { ...globalFlags, ...command.flags };
  const values: string[] = [];
  let domain: string | undefined;
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at]!;
    const name = word.replace(/^--/, '').split('=')[0]!;
    if (!word.startsWith('-')) values.push(word);
    else if (flags[name]?.placeholder !== undefined) {
      const value = word.includes('=') ? word.slice(word.indexOf('=') + 1) : rest[++at];
      if (name === 'js-domain') domain = value;
    }
  }
  return { values, ...(domain !== undefined && { domain }) };
}

/** Asks the server for the names of a kind; the words before say of which stream or bucket. */
async function names(
  kind: NameKind,
  [container = '']: string[],
  domain: string | undefined,
  context: ConsoleContext,
): Promise<string[]> {
  if (kind === 'server') return [...context.servers];
  const connection = await context.connect();
  try {
    const js = new JetStream(connection, { domain, timeout: patience, trace: undefined });
    switch (kind) {
      case 'stream':
        return (await allStreams(js)).map(({ config }) => config.name).filter(isPlain);
      case 'consumer':
        return (await consumersOf(js, container)).map(({ name }) => name);
      case 'bucket':
        return await namesBelow(js, bucketPrefix);
      case 'store':
        return await namesBelow(js, storePrefix);
      case 'key': {
        const keys: string[] = [];
        const kv = await connection.jetstream(js.options).views.kv(container, { bindOnly: true });
        for await (const key of await kv.keys()) keys.push(key);
        return keys;
      }
      case 'object': {
        await js.ask(`STREAM.INFO.${storePrefix}${container}`);
        const store = await connection.jetstream(js.options).views.os(container);
        return (await store.list()).map(({ name }) => name);
      }
    }
  } finally {
    await connection.close();
  }
}

import type { ConsoleContext, NameKind } from './command.ts';
import { consumersOf } from './commands/consumer.ts';
import { findCommand, globalFlags } from './find.ts';
import type { Flags } from './flags.ts';
import { JetStream } from './jetstream.ts';
import { allStreams, bucketPrefix, isPlain, namesBelow, storePrefix } from './names.ts';
import { readParts } from './parse.ts';
import { splitWords } from './split-words.ts';

/** As much of a console as completing a line asks. */
type Asked = Pick<ConsoleContext, 'servers' | 'connect'>;

/** Words that may replace the last one of a line. */
export interface Completion {
  /** The column where the word begins that is completed. */
  from: number;
  options: string[];
}

/** How long the server may take to list names, in milliseconds. */
const patience = 1000;

/** Completes the word that a line ends in: a command, a flag, or a name that the server knows. */
export async function complete(line: string, context: Asked): Promise<Completion> {
  const { words, typed } = splitWords(line);
  if (!typed) return { from: line.length, options: [] };
  const before = words.filter((word) => word !== typed).map(({ text }) => text);
  const given = before[0] === 'nats' ? before.slice(1) : before;
  const options = await candidates(given, typed.text, context).catch(() => []);
  const { text, start } = typed;
  return { from: start, options: options.filter((each) => each.startsWith(text)).sort() };
}

async function candidates(words: string[], typed: string, context: Asked): Promise<string[]> {
  const found = findCommand(words);
  const flags: Flags =
    found.type === 'command' ? { ...globalFlags, ...found.command.flags } : globalFlags;
  const parts = readParts(found.rest, flags);
  const last = parts.at(-1);
  // The typed word is the value of that flag.
  if (last?.type === 'flag' && last.value === undefined) return [];
  if (typed.startsWith('-') && !parts.some(({ type }) => type === 'end')) {
    return Object.keys(flags)
      .filter((name) => !flags[name]!.idle)
      .map((name) => `--${name}`);
  }
  if (found.type === 'group') {
    const depth = found.group ? found.group.split(' ').length : 0;
    return [...new Set(found.commands.map(({ name }) => name.split(' ')[depth]!))];
  }
  const given = parts.flatMap((part) => (part.type === 'word' ? part.text : []));
  const domains = parts.flatMap((part) =>
    part.type === 'flag' && part.name === 'js-domain' ? (part.value ?? []) : [],
  );
  const arg = Object.values(found.command.args)[given.length];
  if (!arg?.names) return [];
  return names(arg.names, given, domains.at(-1), context);
}

/**
 * Asks the server for the names of a kind.
 * @param container the stream or bucket that holds them, the first argument of the line
 */
async function names(
  kind: NameKind,
  [container = '']: string[],
  domain: string | undefined,
  context: Asked,
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

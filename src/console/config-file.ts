import { newStream, streamAdd } from './commands/stream-write.ts';
import { findCommand, globalFlags } from './find.ts';
import type { FlagValues } from './flags.ts';
import { parseFlags } from './parse.ts';
import { splitWords } from './split-words.ts';

/** A command of the `nats` CLI, and the file that it reads. */
interface FromFile {
  line: string;
  file: string;
  /** The file's text: a stream's configuration. */
  json: string;
}

/**
 * The same stream with the `nats` CLI, for a `stream add` that names the domain of its origin: the CLI has no
 * flags for that, and takes a file.
 * @throws Problem for a line that does not add a stream
 */
export function addFromFile(line: string): FromFile {
  const words = splitWords(line).words.map(({ text }) => text);
  const { rest } = findCommand(words[0] === 'nats' ? words.slice(1) : words);
  const { values, rest: args } = parseFlags(rest, { ...globalFlags, ...streamAdd.flags });
  const [name = ''] = args;
  const config = newStream(name, values as Parameters<typeof newStream>[1]);
  const { 'js-domain': domain } = values as FlagValues<typeof globalFlags>;
  const file = `${name}.json`;
  const elsewhere = domain === undefined ? '' : ` --js-domain ${domain}`;
  return {
    line: `nats stream add --config ${file}${elsewhere}`,
    file,
    json: JSON.stringify(config, undefined, 2),
  };
}

import { commands } from './commands/index.ts';
import { onOff } from './flags.ts';
import { globalFlags } from './global-flags.ts';
import { parseFlags } from './parse.ts';
import { UsageProblem } from './problem.ts';

const flags = { ...globalFlags, list: onOff('List available cheats') };

/**
 * Answers `nats cheat`, which is no command of the CLI's help: the examples of the commands that begin with
 * a word, or the words.
 * @param words those behind it
 */
export function cheats(words: readonly string[]): string[] {
  const { values, rest } = parseFlags(words, flags, 'cheat');
  if (rest.length > 1) throw new UsageProblem(`unexpected argument ${rest[1]!}`);
  const label = values.list ? undefined : rest[0];
  const word = (name: string) => name.split(' ')[0]!;
  const own = commands.filter(({ name, examples }) => word(name) === label && examples);
  if (own.length > 0) {
    return own.flatMap(({ help, examples = [] }) => [
      `# ${help.split('\n')[0]!}`,
      ...examples.map((line) => `nats ${line}`),
      '',
    ]);
  }
  const labels = commands.flatMap(({ name, examples }) => (examples ? word(name) : []));
  return ['Available Cheats:', '', ...[...new Set(labels)].sort().map((each) => `    ${each}`)];
}

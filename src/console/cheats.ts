import { commands } from './commands/index.ts';

/** Answers `nats cheat`: the examples of the commands that begin with a word, or the words. */
export function cheats(label: string | undefined): string[] {
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

import type { ConsoleContext } from './command.ts';
import { globalFlags, variables } from './global-flags.ts';
import type { Flag } from './flags.ts';
import type { Word } from './split-words.ts';

const assignment = /^([A-Za-z_]\w*)=([\s\S]*)$/;

/** Leaves out variables that a shell would set for a command, and tells what does the same here. */
export function dropVariables(words: readonly Word[], context: ConsoleContext): readonly Word[] {
  const setsOnly = words[0]?.text === 'export' || words[0]?.text === 'set' ? 1 : 0;
  const found = words.slice(setsOnly).findIndex(({ text }) => !assignment.test(text));
  const count = found < 0 ? words.length - setsOnly : found;
  if (count === 0) return words;
  for (const { text } of words.slice(setsOnly, setsOnly + count)) {
    const [, name = '', value = ''] = assignment.exec(text) ?? [];
    const why = reason(name, value, context.server);
    if (why !== undefined) context.err(`${name} has no place here. ${why}`);
  }
  return words.slice(setsOnly + count);
}

function reason(name: string, value: string, server: string): string | undefined {
  const flag = variables.get(name);
  if (flag === undefined) return 'There is no environment: write the value where it belongs.';
  const { why, idle }: Flag<unknown> = globalFlags[flag];
  if (why) return why(value, server);
  return idle ? undefined : `There is no environment: add --${flag} to the command.`;
}

import type { CommandSpec } from '../../src/console/command.ts';
import { flagRows, usage } from '../../src/console/help.ts';
import { notHere } from '../../src/console/not-here.ts';
import { commandList } from '../../src/console/run.ts';
import type { ConsoleEntry } from '../../src/site-data/console-entry.ts';

/** All commands that the console has, and then those that it has not, from its own tables. */
export function consoleEntries(): ConsoleEntry[] {
  const commands = notHere.filter(({ name }) => !name.includes(' --'));
  return [...commandList.map(entryOf), ...commands.map(absent)];
}

function entryOf(spec: CommandSpec): ConsoleEntry {
  const { name, aliases, help, differs, examples = [] } = spec;
  const refused = refusedBy(spec);
  return {
    name,
    aliases,
    standing: differs || refused.length ? 'differs' : 'same',
    ...(differs && { note: differs }),
    help,
    lines: [usage(spec), ...examples.map((line) => `nats ${line}`)],
    flags: flagRows(spec.flags),
    refused,
  };
}

/** The flags that a command takes and then says to have no place here, and those that it does not take. */
function refusedBy({ name, flags }: CommandSpec): ConsoleEntry['refused'] {
  const told = Object.entries(flags).flatMap(([flag, { why }]) => {
    const reason = why?.('', 'its server');
    return reason === undefined ? [] : [[`--${flag}`, reason] as const];
  });
  const missing = notHere.flatMap(({ name: path, why }) => {
    const [command, flag] = path.split(' --');
    return flag !== undefined && `${name} `.startsWith(`${command!} `)
      ? [[`--${flag}`, why] as const]
      : [];
  });
  return [...told, ...missing];
}

const absent = ({ name, aliases = [], why }: (typeof notHere)[number]): ConsoleEntry => ({
  name,
  aliases,
  standing: 'absent',
  note: why,
  help: '',
  lines: [],
  flags: [],
  refused: [],
});

import { command, optional, outAll, outJson, type CommandContext } from '../command.ts';
import { onOff } from '../flags.ts';
import { Problem } from '../problem.ts';
import { Report } from '../report.ts';
import { table } from '../table.ts';
import { json } from './common-flags.ts';

const servers = 'The contexts are the servers of the lab, by their names.';

const urlOf = (name: string) => `nats://${name}`;

/** @throws Problem if no server of the lab has the name */
function known(context: CommandContext, name = context.server): string {
  if (context.servers.includes(name)) return name;
  throw new Problem(
    `context not found: "${name}"`,
    `${servers} They are ${context.servers.join(', ')}.`,
  );
}

const contextList = command({
  name: 'context ls',
  aliases: ['list', 'l'],
  help: 'List known contexts',
  differs: `${servers} The selected one is that of the console.`,
  args: {},
  flags: {
    json: { ...json, help: 'Show the list in JSON format' },
    names: onOff('List just the names of known contexts'),
  },
  run: async (context, _, { json, names }) => {
    const contexts = [...context.servers].sort();
    if (json) {
      return outJson(
        context,
        contexts.map((name) => ({ name, description: '', url: urlOf(name) })),
      );
    }
    if (names) return outAll(context, contexts);
    const rows = contexts.map((name) => [name === context.server ? `${name}*` : name, '']);
    outAll(context, [...table('Known Contexts', ['Name', 'Description'], rows), '']);
  },
});

const contextInfo = command({
  name: 'context info',
  aliases: ['show', 'v', 'view'],
  help: 'Display information on the current or named context',
  differs: `${servers} A server is named as in the lab; it has no address of its own.`,
  args: { name: optional('The context name to show', 'server') },
  flags: { json: { ...json, help: 'Show the context in JSON format' } },
  run: async (context, { name }, { json }) => {
    const own = known(context, name);
    if (json) return outJson(context, { name: own, description: '', url: urlOf(own) });
    tell(context, own);
  },
});

const tell = (context: CommandContext, name: string) =>
  outAll(context, [
    ...new Report(`NATS Configuration Context "${name}"`).row('Server URLs', urlOf(name)).lines(),
    '',
  ]);

const contextSelect = command({
  name: 'context select',
  aliases: ['switch', 'set'],
  help: 'Select the default context',
  differs: 'A console stays at its server. Each server of the lab has a console of its own.',
  args: { name: optional('The context name to select', 'server') },
  flags: {},
  run: async (context, { name }) => {
    if (name === undefined) {
      throw new Problem(
        'please select a context to activate',
        `${servers} They are ${context.servers.join(', ')}.`,
      );
    }
    const own = known(context, name);
    if (own !== context.server) {
      throw new Problem(
        `the context of this console is "${context.server}"`,
        `A console stays at its server. Open the console of ${own}.`,
      );
    }
    tell(context, own);
  },
});

export const contextCommands = [contextList, contextInfo, contextSelect];

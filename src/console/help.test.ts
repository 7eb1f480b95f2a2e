import { expect, test } from 'vitest';
import { command, optional, required, rest } from './command.ts';
import { idle, list, onUnless, wholeOr } from './flags.ts';
import { commandHelp, flagRows, usage } from './help.ts';

const spec = command({
  name: 'stream paint',
  aliases: ['colour'],
  help: 'Paints a stream',
  differs: 'There is no paint.',
  examples: ['stream paint ORDERS red'],
  args: {
    stream: required('Stream name'),
    colour: optional('Its colour'),
    others: rest('More'),
  },
  flags: {
    coats: wholeOr(2, 'How many'),
    header: list('Adds headers', { short: 'H', placeholder: 'K:V' }),
    dry: onUnless('Lets it dry'),
    progress: idle('Nothing to show'),
  },
  run: async () => {},
});

test('usage tells what must be given and what may be', () => {
  expect(usage(spec)).toBe('nats stream paint [<flags>] <stream> [<colour>] [<others>...]');
});

test('flags are shown as the nats CLI does, but for those that do nothing', () => {
  expect(flagRows(spec.flags).map(([flag]) => flag)).toEqual([
    '    --coats=2',
    '-H, --header=K:V ...',
    '    --[no-]dry',
  ]);
});

test('help says where a command differs from the nats CLI', () => {
  expect(commandHelp(spec).join('\n')).toBe(
    [
      'usage: nats stream paint [<flags>] <stream> [<colour>] [<others>...]',
      '',
      'Paints a stream',
      '',
      'Args:',
      '  <stream>       Stream name',
      '  [<colour>]     Its colour',
      '  [<others>...]  More',
      '',
      'Flags:',
      '      --coats=2         How many',
      '  -H, --header=K:V ...  Adds headers',
      '      --[no-]dry        Lets it dry',
      '',
      'Examples:',
      '  nats stream paint ORDERS red',
      '',
      'Command Aliases: colour',
      '',
      'Other than the nats CLI: There is no paint.',
    ].join('\n'),
  );
});

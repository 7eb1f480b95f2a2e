import { command, type Command } from './command.ts';

const files = 'FILES…';

/** Options of the commands that read configurations. */
const reading = {
  assign: {
    type: 'string',
    multiple: true,
    value: 'HOST=SERVER',
    help: 'takes a host that a configuration dials for one of the servers; may be given several times',
  },
} as const;

const check = command({
  name: 'check',
  summary: 'Reads configurations, runs the network that they describe, and says what is wrong',
  operands: files,
  about:
    'The servers run in this process: nothing is installed, no port is opened, and nothing leaves this machine.\n' +
    'Exit code: 0 if no error was found, 1 if one was, 2 if the files could not be read or the command was misused.',
  options: {
    ...reading,
    json: { type: 'boolean', help: 'prints the findings as JSON' },
    sarif: { type: 'boolean', help: 'prints the findings as SARIF 2.1.0, for code hosts' },
    quiet: {
      type: 'boolean',
      short: 'q',
      help: 'prints errors and warnings alone: no map, no notes',
    },
    'no-run': { type: 'boolean', help: 'reads the files, and starts no server' },
  },
  examples: [
    ['leafwise check hub.conf leaf.conf', 'two servers'],
    ['leafwise check conf/', 'all configurations of a folder'],
    [
      'leafwise check conf/ --assign nats.example.com=hub',
      'a host of production, for the server hub',
    ],
    ['leafwise check conf/ --sarif > leafwise.sarif', 'for the code host, in CI'],
  ],
  run: async (given) => (await import('./check/main.ts')).check(given),
});

/** All commands, in the order in which help lists them. */
export const commands: readonly Command[] = [check];

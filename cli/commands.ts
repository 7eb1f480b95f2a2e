import { Problem } from '../tools/lib/problem.mjs';
import { completionFor, shells, type Shell } from './completion.ts';
import { command, wrong, type Command } from './lib/command.ts';
import { print } from './lib/terminal.ts';

const files = 'FILES…';
const filesOrLink = `${files} | LINK`;

/** Options of the commands that read configurations. */
const reading = {
  assign: {
    type: 'string',
    multiple: true,
    value: 'HOST=SERVER',
    help: 'takes a host that a configuration dials for one of the servers, or HOST= for none of them; may be given several times',
  },
  'stand-ins': {
    type: 'boolean',
    help: 'makes credentials, certificates and operators that configurations name and that are not among the files; they are for this run alone',
  },
} as const;

const check = command({
  name: 'check',
  summary: 'Reads configurations, runs the network that they describe, and says what is wrong',
  operands: filesOrLink,
  about:
    'The servers run in this process: nothing is installed, no port is opened, and nothing leaves this machine.\n' +
    'LINK is the address of a bench of the site, in quotes. It holds the whole network: nothing is fetched.\n' +
    'What --expect reads is YAML or JSON, such as:\n' +
    '  expect:\n' +
    '    - { link: leaf-hub }\n' +
    '    - { from: leaf, domain: hub }\n' +
    '    - { publish: orders.>, at: hub, reaches: leaf }\n' +
    '    - { stream: ORDERS, at: leaf, subjects: [orders.>], copied-to: hub, cut: leaf-hub }\n' +
    'A place is a server, or an account of it, such as leaf/APP. A link is named by both its servers: who dials, and whom.\n' +
    'Exit code: 0 if no error was found, 1 if one was, 2 if the files could not be read or the command was misused.',
  options: {
    ...reading,
    expect: {
      type: 'string',
      value: 'FILE',
      help: 'tests what this file expects of the network: see above',
    },
    'server-version': {
      type: 'string',
      value: 'RELEASE',
      help: 'the release of your servers, such as 2.11.4: keys that it does not know are told',
    },
    json: { type: 'boolean', help: 'prints the findings as JSON' },
    sarif: { type: 'boolean', help: 'prints the findings as SARIF 2.1.0, for code hosts' },
    quiet: {
      type: 'boolean',
      short: 'q',
      help: 'prints errors and warnings alone: no map, no notes; also as JSON or SARIF',
    },
    'no-run': { type: 'boolean', help: 'reads the files, and starts no server' },
  },
  apart: [
    ['json', 'sarif', 'choose one form, or run it twice'],
    [
      'no-run',
      'expect',
      'what is expected is tested on servers that run, so leave one of them out',
    ],
  ],
  examples: [
    ['leafwise check hub.conf leaf.conf', 'two servers'],
    ['leafwise check conf/', 'all configurations of a folder'],
    [
      'leafwise check conf/ --assign nats.example.com=hub',
      'a host of production, for the server hub',
    ],
    ['leafwise check conf/ --expect network.expect.yaml', 'what must reach what, in CI'],
    ['leafwise check "https://…/bench#1…"', 'the network of a link'],
    ['leafwise check conf/ --sarif > leafwise.sarif', 'for the code host, in CI'],
  ],
  run: async (given) => (await import('./check/main.ts')).check(given),
});

const up = command({
  name: 'up',
  summary: 'Runs a network with ports of this machine, for the nats CLI and for programs',
  operands: 'FILES… | LINK | TOPOLOGY | LAB',
  about:
    'The servers run in this process unless --native or --server names others. Each gets ports of 127.0.0.1: for clients, for WebSocket, for monitoring. ' +
    'While it runs the keyboard cuts and heals links, and stops, starts and crashes servers. All that the servers store ends with it.\n' +
    'LINK is the address of a bench of the site, in quotes. Its links that were cut begin cut. Its commands are listed, and none is run.',
  options: {
    ...reading,
    native: {
      type: 'boolean',
      help: 'runs the nats-server of the PATH, a process for each server',
    },
    server: { type: 'string', value: 'FILE', help: 'runs this nats-server' },
    origin: {
      type: 'string',
      multiple: true,
      value: 'ORIGIN',
      help: 'an origin whose pages may connect, such as https://example.org; without, the one of npm start',
    },
  },
  apart: [
    ['native', 'server', 'one runs the nats-server of the PATH, the other the one that you name'],
  ],
  examples: [
    ['leafwise up hub.conf leaf.conf', 'two servers of yours'],
    ['leafwise up two-domains', 'a topology of the site'],
    ['leafwise up "https://…/bench#1…"', 'the network of a link'],
    ['leafwise up survive-a-partition', 'the servers of a lab, as the lab begins'],
    ['leafwise up conf/ --server /usr/local/bin/nats-server', 'on a nats-server of yours'],
  ],
  run: async (given) => (await import('./up/main.ts')).up(given),
});

const pack = command({
  name: 'pack',
  summary:
    'Writes what deploys a network: for Compose, Helm, systemd, or as commands of the nats CLI',
  operands: 'FILES… DIR',
  about:
    'DIR is written, and nothing else. Configurations are written with the passwords that they hold, which you alone may read then: keep DIR out of version control. Files that they name, such as credentials and keys, are not written, and stand-ins are not either: the README in DIR says which to put where.',
  options: {
    to: {
      type: 'string',
      value: 'WHAT',
      oneOf: ['compose', 'helm', 'systemd', 'cli'],
      help: 'compose, helm, systemd, or cli: a script of nats contexts and commands',
    },
    force: { type: 'boolean', help: 'writes over files that are in DIR' },
    assign: reading.assign,
  },
  examples: [
    ['leafwise pack hub.conf leaf.conf --to compose deploy', 'a Compose file with these two'],
    ['leafwise pack conf/ --to helm deploy/helm', 'values of the official Helm chart'],
  ],
  run: async (given) => (await import('./pack/main.ts')).pack(given),
});

const theClass = command({
  name: 'class',
  summary: 'Holds a class: a hub, the site and its seats',
  operands: '',
  options: {},
  examples: [],
  run: async () => {
    throw new Problem(
      'A class needs the site, which this package does not hold. Clone the repository of Leafwise and run: npm run class',
      wrong,
    );
  },
});

const completion = command({
  name: 'completion',
  summary: 'Prints the script by which a shell completes commands and options',
  operands: shells.join(' | '),
  words: shells,
  options: {},
  examples: [
    ['eval "$(leafwise completion bash)"', 'in ~/.bashrc'],
    ['eval "$(leafwise completion zsh)"', 'in ~/.zshrc, after compinit'],
    ['leafwise completion fish > ~/.config/fish/completions/leafwise.fish', 'once'],
  ],
  run: async ({ positionals: [shell] }) => {
    if (!shells.includes(shell as Shell))
      throw new Problem(`Name a shell: ${shells.join(', ')}.`, wrong);
    await print(completionFor(shell as Shell, commands));
    return 0;
  },
});

/** All commands, in the order in which help lists them. */
export const commands: readonly Command[] = [check, up, pack, theClass, completion];

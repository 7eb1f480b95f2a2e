import { duration, idle, noPlace, noSwitch, onOff, text, type Flags } from './flags.ts';

const login = 'Log in with --creds, or with --user and --password.';
const noTls = 'The servers of a lab are reached without TLS.';

const alreadyClient = (_: string, server: string) =>
  `This console is a client of ${server} already. Open the console of another server to ask that one.`;

/** Flags that every command takes. */
export const globalFlags = {
  help: onOff('Show this help', { short: 'h' }),
  'js-domain': text('JetStream domain to access', { placeholder: 'DOMAIN', names: 'domain' }),
  'js-api-prefix': text('Subject prefix for access to JetStream API', { placeholder: 'PREFIX' }),
  user: text('Username or Token', { placeholder: 'USER' }),
  password: text('Password', { placeholder: 'PASSWORD' }),
  creds: text('User credentials', { placeholder: 'FILE' }),
  'inbox-prefix': text('Custom inbox prefix to use for inboxes', { placeholder: 'PREFIX' }),
  timeout: duration('Time to wait on responses from NATS', { placeholder: '5s' }),
  trace: onOff('Trace API interactions'),
  domain: { ...text('JetStream domain to access', { names: 'domain' }), idle: true },
  'no-context': idle('There are no contexts but the servers of the lab'),
  colors: { ...text('The console has its own colors'), idle: true },
  version: { ...onOff('Show application version.'), idle: true },
  server: noPlace(alreadyClient, { short: 's' }),
  context: noPlace((name, server) => (name === server ? undefined : alreadyClient(name, server)), {
    names: 'server',
  }),
  token: noPlace(login),
  nkey: noPlace(login),
  jwt: noPlace(login),
  seed: noPlace(login),
  tlscert: noPlace(noTls),
  tlskey: noPlace(noTls),
  tlsca: noPlace(noTls),
  tlsfirst: noSwitch(noTls),
  'tls-first': noSwitch(noTls),
  'socks-proxy': noPlace('The servers of a lab are reached without a proxy.'),
  'connection-name': noPlace("The servers know this console as console-at- and its server's name."),
  'js-event-prefix': noPlace('Advisories are on $JS.EVENT here.'),
};

/** Flags that groups of commands take in front of the rest of their name. */
const groupFlags: Readonly<Record<string, Flags>> = {
  stream: { all: idle('Only for a choice that is asked', 'a') },
  consumer: { all: idle('Only for a choice that is asked', 'a') },
  'server account': { json: onOff('', { short: 'j' }) },
  'server check': {
    format: text(''),
    namespace: text(''),
    outfile: noPlace('The console writes no files: copy the output.'),
  },
  'server report': { reverse: onOff('', { short: 'R' }) },
  'server request': {
    limit: text(''),
    offset: text(''),
    name: text(''),
    host: text(''),
    cluster: text(''),
    tags: text(''),
  },
};

/** The flags that may stand behind a word of a command's name. */
export const flagsBehind = (group: string): Flags => ({ ...globalFlags, ...groupFlags[group] });

/** All flags that a command takes. A group's flag is known to each command, or makes no difference to it. */
export function flagsOf({ name, flags }: { name: string; flags: Flags }): Flags {
  const groups = name.split(' ').map((_, at, words) => words.slice(0, at + 1).join(' '));
  const shared = groups
    .flatMap((group) => Object.entries(groupFlags[group] ?? {}))
    .map(([flag, spec]) => [flag, { ...spec, idle: true }] as const);
  return { ...globalFlags, ...Object.fromEntries(shared), ...flags };
}

/** Variables that the `nats` CLI reads from its environment, and the flags that do the same. */
export const variables: ReadonlyMap<string, keyof typeof globalFlags> = new Map([
  ['NATS_URL', 'server'],
  ['NATS_USER', 'user'],
  ['NATS_PASSWORD', 'password'],
  ['NATS_TOKEN', 'token'],
  ['NATS_CREDS', 'creds'],
  ['NATS_NKEY', 'nkey'],
  ['NATS_JWT', 'jwt'],
  ['NATS_SEED', 'seed'],
  ['NATS_CERT', 'tlscert'],
  ['NATS_KEY', 'tlskey'],
  ['NATS_CA', 'tlsca'],
  ['NATS_TIMEOUT', 'timeout'],
  ['NATS_SOCKS_PROXY', 'socks-proxy'],
  ['NATS_COLOR', 'colors'],
  ['NATS_CONTEXT', 'context'],
]);

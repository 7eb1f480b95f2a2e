import { keys } from '../config-keys/keys.ts';

/**
 * The keys that nats-server 2.15.2 takes in a block and that `config-keys` does not explain, since no leaf node needs
 * them (server/opts.go).
 */
export const otherKeys: Readonly<Record<string, readonly string[]>> = {
  '': [
    'account_resolver',
    'accounts_resolver',
    'allow_non_tls',
    'default_sentinel',
    'gateway',
    'https',
    'https_port',
    'log_file',
    'log_max_num',
    'log_size_limit',
    'logfile',
    'logfile_max_num',
    'logfile_size_limit',
    'mqtt',
    'ocsp',
    'ocsp_cache',
    'operator',
    'operators',
    'pid_file',
    'pidfile',
    'ports_file_dir',
    'prof_block_rate',
    'prof_port',
    'proxies',
    'proxy_protocol',
    'remote_syslog',
    'resolver',
    'resolver_pinned_accounts',
    'resolver_preload',
    'resolver_tls',
    'root',
    'root_operator',
    'root_operators',
    'roots',
    'syslog',
    'tls',
    'trusted',
    'trusted_keys',
  ],
  jetstream: ['tpm'],
  leafnodes: [],
  'leafnodes.remotes': [],
  cluster: [],
  websocket: [],
};

const keysOf = (block: string): string[] => [
  ...(otherKeys[block] ?? []),
  ...keys.flatMap(({ path, aliases = [] }) => {
    const steps = path.split('.');
    const name = steps.pop()!;
    return steps.join('.') === block ? [name, ...aliases] : [];
  }),
];

const known = new Map(Object.keys(otherKeys).map((block) => [block, keysOf(block)]));

/** The names of all keys that a block takes, aliases too. */
export const knownKeys = (block: string): readonly string[] => known.get(block) ?? [];

/** The blocks, by their paths, that take a key of a name. */
export const blocksThatTake = (name: string): string[] =>
  Object.keys(otherKeys).filter((block) => knownKeys(block).includes(name));

import { keys, type ConfigKey } from '../../config-keys/keys.ts';

/** Keys that are best read together. */
interface KeyGroup {
  id: string;
  heading: string;
  text: string;
  keys: readonly ConfigKey[];
}

const matching = (pattern: RegExp) => keys.filter(({ path }) => pattern.test(path));
const named = (...paths: string[]) => paths.map((path) => keys.find((key) => key.path === path)!);

/** The keys of leaf nodes and JetStream domains. */
export const keyGroups: readonly KeyGroup[] = [
  {
    id: 'listener',
    heading: 'The side that listens',
    text: '`leafnodes { … }` on a hub. A server that only dials needs `remotes` and nothing else of it.',
    keys: matching(/^leafnodes(\.[a-z_]+)?$/),
  },
  {
    id: 'authorization',
    heading: 'Who may dial in',
    text: '`leafnodes { authorization { … } }`. Where it names anybody, users of accounts cannot log in as leaf nodes.',
    keys: matching(/^leafnodes\.authorization\./),
  },
  {
    id: 'transport',
    heading: 'Encryption and compression',
    text: '`leafnodes { tls { … } }` and `leafnodes { compression { … } }`. A remote has blocks of the same kind. `cert_file`, `key_file` and `ca_file` of `tls` name PEM files.',
    keys: matching(/^leafnodes\.(tls|compression)\./),
  },
  {
    id: 'remotes',
    heading: 'The side that dials',
    text: '`leafnodes { remotes: [ { … } ] }`. One entry is one connection, to one cluster, for one account.',
    keys: matching(/^leafnodes\.remotes\.(?!proxy\.)/),
  },
  {
    id: 'proxy',
    heading: 'Through an HTTP proxy',
    text: '`proxy { … }` of a remote that is dialled by WebSocket.',
    keys: matching(/^leafnodes\.remotes\.proxy\./),
  },
  {
    id: 'domains',
    heading: 'JetStream and its domain',
    text: 'There is no key `js_domain` for the domain of a server. The two that sound like it are here as well.',
    keys: named(
      'jetstream',
      'jetstream.enabled',
      'jetstream.domain',
      'jetstream.extension_hint',
      'jetstream.store_dir',
      'accounts.*.jetstream',
      'default_js_domain',
      'mqtt.js_domain',
    ),
  },
  {
    id: 'subject-mappings',
    heading: 'Mappings of subjects',
    text: 'With `mappings { "$JS.API.>": "$JS.hub.API.>" }` requests without a domain go to the domain `hub`.',
    keys: matching(/^(accounts\.\*\.)?mappings(\.\*\.[a-z]+)?$/),
  },
  {
    id: 'by-websocket',
    heading: 'WebSocket, for leaf nodes too',
    text: '`websocket { … }` on a hub that leaf nodes reach by `ws://` or `wss://`. It needs a `leafnodes` block with a port as well.',
    keys: matching(/^websocket(\.(?!.*cookie)[a-z_]+)?$/),
  },
  {
    id: 'server',
    heading: 'Keys of the server that act on leaf connections',
    text: 'At the top of the file, and in its accounts and its cluster.',
    keys: named(
      'server_name',
      'system_account',
      'accounts.*.limits.max_leafnodes',
      'cluster.name',
      'connect_error_reports',
      'reconnect_error_reports',
      'ping_interval',
      'ping_max',
      'max_payload',
      'max_subscriptions',
    ),
  },
];

/** Answers the anchor of a key in the page's address: `leafnodes-remotes-deny_imports`. */
export const anchorOf = ({ path }: ConfigKey): string =>
  path.replaceAll('.*', '').replaceAll('.', '-');

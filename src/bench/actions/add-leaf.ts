import { globalAccount } from '../../lab/derive/accounts.ts';
import { freeName, pathFor, withFiles, type Acted, type At } from './action.ts';
import { remoteTo } from './remotes.ts';

/** The first lines of a new server, with JetStream in a domain of its own. */
const serverLines = (name: string): string[] => [
  `server_name: ${name}`,
  'port: 4222',
  '',
  'jetstream {',
  `  domain: ${name}`,
  '  store_dir: "/data"',
  '}',
];

/** Adds a server by itself, that takes leaf nodes. */
export function addServer(at: At): Acted {
  const name = freeName(at, 'server');
  const text = [...serverLines(name), '', 'leafnodes {', '  port: 7422', '}', ''].join('\n');
  return {
    words: `Add the server ${name}`,
    change: { files: withFiles(at, new Map(), [{ path: pathFor(name), text }]) },
  };
}

/**
 * Adds a server that is a leaf node of another, or of its cluster, which then listens for leaf nodes.
 * @param account the account of the other to which it is bound, where there is a choice
 * @throws NotPossible
 */
export function addLeaf(at: At, of: string, account?: string): Acted {
  const name = freeName(at, 'leaf');
  const { lines, texts } = remoteTo(at, of, account, globalAccount);
  const remotes = [
    'leafnodes {',
    '  remotes: [',
    ...lines.map((line) => `    ${line}`),
    '  ]',
    '}',
  ];
  const text = [...serverLines(name), '', ...remotes, ''].join('\n');
  return {
    words: `Add the leaf ${name} of ${of}`,
    change: {
      files: withFiles(at, texts, [{ path: pathFor(name), text }]),
    },
  };
}

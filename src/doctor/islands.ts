import type { Derived } from '../lab/derive/derive.ts';
import { globalAccount, type ServerConf } from '../lab/derive/server-conf.ts';
import { Joined } from './joined.ts';

/** Accounts of servers that are one to a message: those that leaf links and routes join. */
export interface Islands {
  /** What stands for all that an account of a server is joined with. */
  islandOf: (server: ServerConf, account: string) => string;
  /** Whether an account of a server is joined with an account of another. */
  joined: (a: ServerConf, ofA: string, b: ServerConf, ofB: string) => boolean;
}

/** The accounts of a server: those that it defines, and `$G`, which each has. */
const accountsOf = ({ accounts }: ServerConf): string[] => [...accounts, globalAccount];

/** Finds which accounts of a network's servers are joined. */
export function islandsOf({ confs, topology }: Derived): Islands {
  const all = new Joined();
  const node = (server: string, account: string) => `${server}\n${account}`;
  for (const { kind, from, to, accounts } of topology.links) {
    if (kind === 'leaf')
      for (const { local, remote } of accounts ?? [{ local: globalAccount, remote: globalAccount }])
        all.join(node(from, local), node(to, remote));
    // Members of a cluster, and clusters with gateways, have the same accounts.
    if (kind !== 'leaf')
      for (const account of new Set([from, to].flatMap((name) => namesIn(confs.get(name)))))
        all.join(node(from, account), node(to, account));
  }
  const islandOf = (server: ServerConf, account: string) => all.root(node(server.name, account));
  return { islandOf, joined: (a, ofA, b, ofB) => islandOf(a, ofA) === islandOf(b, ofB) };
}

const namesIn = (server: ServerConf | undefined): string[] => (server ? accountsOf(server) : []);

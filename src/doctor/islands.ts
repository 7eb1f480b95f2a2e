import type { Derived } from '../lab/derive/derive.ts';
import { globalAccount, type ServerConf } from '../lab/derive/server-conf.ts';

/** Accounts of servers that are one to a message: those that leaf links and routes join. */
export interface Islands {
  /** Whether an account of a server is joined with an account of another. */
  joined: (a: ServerConf, ofA: string, b: ServerConf, ofB: string) => boolean;
}

/** The accounts of a server: those that it defines, and `$G`, which each has. */
const accountsOf = ({ accounts }: ServerConf): string[] => [...accounts, globalAccount];

/** Finds which accounts of a network's servers are joined. */
export function islandsOf({ confs, topology }: Derived): Islands {
  const parent = new Map<string, string>();
  const root = (node: string): string => {
    const above = parent.get(node);
    return above === undefined ? node : root(above);
  };
  const join = (a: string, b: string) => {
    const [first, second] = [root(a), root(b)];
    if (first !== second) parent.set(first, second);
  };
  const node = (server: string, account: string) => `${server}\n${account}`;
  for (const { kind, from, to, accounts } of topology.links) {
    if (kind === 'leaf')
      for (const { local, remote } of accounts ?? [{ local: globalAccount, remote: globalAccount }])
        join(node(from, local), node(to, remote));
    // Members of a cluster, and clusters with gateways, have the same accounts.
    if (kind !== 'leaf')
      for (const account of new Set([from, to].flatMap((name) => namesIn(confs.get(name)))))
        join(node(from, account), node(to, account));
  }
  return {
    joined: (a, ofA, b, ofB) => root(node(a.name, ofA)) === root(node(b.name, ofB)),
  };
}

const namesIn = (server: ServerConf | undefined): string[] => (server ? accountsOf(server) : []);

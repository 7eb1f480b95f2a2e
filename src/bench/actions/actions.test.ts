import { describe, expect, test } from 'vitest';
import { topologies } from '../../../topologies/index.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import { emptyBench, hubAndLeaf } from '../begin.ts';
import type { BenchState } from '../bench.ts';
import { networkOf } from '../network.ts';
import { NotPossible, type Acted, type At } from './action.ts';
import { addAccount } from './add-account.ts';
import { addLeaf, addServer } from './add-leaf.ts';
import { addLink } from './add-link.ts';
import { hubsFor, linkWanted } from './link-wanted.ts';
import { addMember } from './add-member.ts';
import { removeLink, removeServer } from './remove.ts';
import { renameServer } from './rename-server.ts';
import { setDomain } from './set-domain.ts';

const begun: BenchState = { ...emptyBench('2.0.0'), ...hubAndLeaf };

const at = async (state: BenchState): Promise<At> => ({ state, network: await networkOf(state) });
const after = ({ state }: At, { change }: Acted) => at({ ...state, ...change });
const names = ({ network }: At) => network.derived.topology.servers.map(({ name }) => name).sort();
const links = ({ network }: At) => network.derived.topology.links.map(({ name }) => name).sort();
/** The ends of links: which end dials a route tells nothing. */
const joined = ({ network }: At) =>
  network.derived.topology.links.map(({ from, to }) => [from, to].sort()).sort();
/** A server with the other members of its cluster. */
const clusterAt = ({ network: { derived } }: At, server: string) => {
  const { cluster } = derived.confs.get(server)!;
  const confs = [...derived.confs.values()];
  return cluster === undefined
    ? [server]
    : confs.filter((conf) => conf.cluster === cluster).map(({ name }) => name);
};
const errors = ({ network }: At) =>
  network.findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
const textOf = ({ state }: At, path: string) =>
  state.files.find((file) => file.path === path)?.text ?? '';

const benchOf = ({ servers }: Topology): BenchState => ({
  ...emptyBench('2.0.0'),
  files: servers.map(({ name, config }) => ({ path: `${name}.conf`, text: config })),
});

/** What an act makes, or undefined where it says that it is not possible. */
function tried(act: () => Acted): Acted | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof NotPossible && error.message.endsWith('.')) return undefined;
    throw error;
  }
}

describe('on a hub and a leaf', async () => {
  const first = await at(begun);

  test('a server stands by itself', async () => {
    const next = await after(first, addServer(first));
    expect(names(next)).toEqual(['hub', 'leaf', 'server']);
    expect(errors(next)).toEqual([]);
  });

  test('a leaf dials the hub, and the leaf, which listens then', async () => {
    const second = await after(first, addLeaf(first, 'hub'));
    expect(links(second)).toEqual(['leaf-2-hub', 'leaf-hub']);
    const third = await after(second, addLeaf(second, 'leaf'));
    expect(links(third)).toEqual(['leaf-2-hub', 'leaf-3-leaf', 'leaf-hub']);
    expect(textOf(third, 'leaf.conf')).toContain('  port: 7422\n}');
    expect(errors(third)).toEqual([]);
  });

  test('a hub becomes a cluster of three, which the leaf dials', async () => {
    const next = await after(first, addMember(first, 'hub'));
    expect(names(next)).toEqual(['hub', 'hub-1', 'hub-2', 'leaf']);
    expect(links(next).filter((link) => link.startsWith('leaf'))).toEqual([
      'leaf-hub',
      'leaf-hub-1',
      'leaf-hub-2',
    ]);
    expect(next.network.findings).toEqual([]);
    const four = await after(next, addMember(next, 'hub-1'));
    expect(names(four)).toHaveLength(5);
    expect(errors(four)).toEqual([]);
    expect(textOf(four, 'leaf.conf')).toContain('hub-3:7422');
  });

  test('the first account leaves those who name no user where the link is', async () => {
    const next = await after(first, addAccount(first, 'hub', 'ORDERS', 'secret'));
    const link = next.network.derived.topology.links.find(({ name }) => name === 'leaf-hub')!;
    expect(link.accounts).toEqual([{ local: '$G', remote: 'MAIN' }]);
    const conf = next.network.derived.confs.get('hub')!;
    expect(conf.accounts).toEqual(['MAIN', 'ORDERS']);
    expect(conf.anonymous).toBe('MAIN');
    expect(errors(next)).toEqual([]);
    const more = await after(next, addAccount(next, 'hub', 'STOCK'));
    expect(more.network.derived.confs.get('hub')!.accounts).toEqual(['MAIN', 'ORDERS', 'STOCK']);
    const leaf = await after(more, addLeaf(more, 'hub', 'ORDERS'));
    const bound = leaf.network.derived.topology.links.find(({ name }) => name === 'leaf-2-hub')!;
    expect(bound.accounts).toEqual([{ local: '$G', remote: 'ORDERS' }]);
  });

  test('an account of the leaf has its remote bound to the one of those without a name', async () => {
    const next = await after(first, addAccount(first, 'leaf', 'LOCAL'));
    const link = next.network.derived.topology.links.find(({ name }) => name === 'leaf-hub')!;
    expect(link.accounts).toEqual([{ local: 'MAIN', remote: '$G' }]);
    expect(errors(next)).toEqual([]);
  });

  test('a link goes, a server goes, and each comes back with Undo alone', async () => {
    const cut = await after(first, removeLink(first, 'leaf-hub'));
    expect(links(cut)).toEqual([]);
    expect(names(cut)).toEqual(['hub', 'leaf']);
    const again = await after(cut, addLink(cut, 'leaf', 'hub'));
    expect(links(again)).toEqual(['leaf-hub']);
    const alone = await after(first, removeServer(first, 'hub'));
    expect(names(alone)).toEqual(['leaf']);
    expect(links(alone)).toEqual([]);
  });

  test('a name leads to the same server in all configurations', async () => {
    const moved = await at({ ...begun, places: { leaf: { x: 1, y: 2 } } });
    const next = await after(moved, renameServer(moved, 'hub', 'leafy'));
    expect(links(next)).toEqual(['leaf-leafy']);
    const again = await after(next, renameServer(next, 'leaf', 'nats'));
    expect(links(again)).toEqual(['nats-leafy']);
    expect(again.state.places).toEqual({ nats: { x: 1, y: 2 } });
    expect(() => renameServer(again, 'nats', 'leafy')).toThrow('There is a server leafy.');
    expect(() => renameServer(again, 'nats', 'a b')).toThrow('is no name for a server');
  });

  test('a domain is given and changed', async () => {
    const next = await after(first, setDomain(first, 'hub', 'west'));
    expect(next.network.derived.confs.get('hub')!.domain).toBe('west');
    const text = 'port: 4222\njetstream: enabled # all\n';
    const plain = await at({ ...begun, files: [{ path: 'a.conf', text }] });
    const given = await after(plain, setDomain(plain, 'a', 'west'));
    expect(given.network.derived.confs.get('a')!.domain).toBe('west');
    expect(textOf(given, 'a.conf')).toContain('# all');
  });
});

describe('on a hub of three and a leaf', async () => {
  const two = await at(begun);
  const first = await after(two, addMember(two, 'hub'));
  const hubs = ['hub', 'hub-1', 'hub-2'];
  const confOf = ({ network }: At, server: string) => network.derived.confs.get(server)!;

  test('an account is one of all members, with the same users', async () => {
    const next = await after(first, addAccount(first, 'hub-1', 'ORDERS'));
    for (const hub of hubs) {
      expect(confOf(next, hub).accounts).toEqual(['MAIN', 'ORDERS']);
      expect(confOf(next, hub).users).toEqual(confOf(next, 'hub').users);
      expect(confOf(next, hub).anonymous).toBe('MAIN');
    }
    expect(confOf(next, 'leaf').accounts).toEqual([]);
    const accounts = next.network.derived.topology.links.filter(({ from }) => from === 'leaf');
    expect(accounts.map((link) => link.accounts)).toEqual(
      hubs.map(() => [{ local: '$G', remote: 'MAIN' }]),
    );
    expect(errors(next)).toEqual([]);
    const more = await after(next, addMember(next, 'hub'));
    expect(confOf(more, 'hub-3').users).toEqual(confOf(more, 'hub').users);
  });

  test('where one member alone has accounts, none is added, and the two are named', async () => {
    const files = first.state.files.map((file) =>
      file.path === 'hub-2.conf'
        ? { ...file, text: `${file.text}accounts { A { users [] } }` }
        : file,
    );
    const uneven = await at({ ...first.state, files });
    expect(() => addAccount(uneven, 'hub', 'B')).toThrow('hub-2 has accounts and hub has none');
    expect(() => addAccount(uneven, 'hub-2', 'B')).toThrow('hub-2 has accounts and hub-1 has');
    const grown = await after(uneven, addMember(uneven, 'hub'));
    expect(confOf(grown, 'hub-3').accounts).toEqual(['A']);
  });

  test('a leaf dials all members, and all members of a cluster of leaves dial', async () => {
    const second = await after(first, addLeaf(first, 'hub-2'));
    const dialled = hubs.map((hub) => `leaf-2-${hub}`);
    expect(links(second).filter((link) => link.startsWith('leaf-2-'))).toEqual(dialled);
    const cluster = await after(second, addMember(second, 'leaf-2'));
    const site = clusterAt(cluster, 'leaf-2');
    expect(site).toHaveLength(3);
    const alone = await after(cluster, addServer(cluster));
    const next = await after(alone, addLink(alone, site[1]!, 'server'));
    for (const member of site) expect(links(next)).toContain(`${member}-server`);
    const back = await after(alone, addLink(alone, 'server', site[0]!));
    for (const member of site) {
      expect(links(back)).toContain(`server-${member}`);
      expect(textOf(back, `${member}.conf`)).toContain('  port: 7422\n');
    }
    expect(errors(back)).toEqual([]);
  });

  test('no leaf connection joins members, nor is one made twice', () => {
    expect(() => addLink(first, 'hub', 'hub-2')).toThrow('members of one cluster');
    expect(() => addLink(first, 'hub', '')).toThrow('no other server that hub could dial');
    expect(() => addLink(first, 'leaf', 'hub-2')).toThrow('a leaf node of hub-2 already');
  });

  test('the link that is offered is from a server that no link has to a hub', async () => {
    expect(linkWanted(two)).toEqual({ from: 'leaf', to: 'hub' });
    const alone = await after(first, addServer(first));
    expect(linkWanted(alone)!.from).toBe('server');
    expect(hubs).toContain(linkWanted(alone)!.to);
    expect(linkWanted(alone, 'leaf')).toEqual({ from: 'leaf', to: 'server' });
    expect(hubsFor(alone, 'hub-1').sort()).toEqual(['leaf', 'server']);
    const next = await after(alone, addLink(alone, 'server', 'hub'));
    expect(errors(next)).toEqual([]);
  });

  test('a domain is that of all members', async () => {
    const next = await after(first, setDomain(first, 'hub-2', 'west'));
    expect(hubs.map((hub) => confOf(next, hub).domain)).toEqual(['west', 'west', 'west']);
    expect(confOf(next, 'leaf').domain).toBe('leaf');
  });
});

test('clusters that gateways join have the same accounts', async () => {
  const region = (name: string, other: string) => ({
    path: `${name}.conf`,
    text: `server_name: ${name}
cluster { name: ${name}, port: 6222 }
gateway { name: ${name}, port: 7222, gateways: [ { name: ${other}, url: "nats://${other}:7222" } ] }
`,
  });
  const both = await at({ ...begun, files: [region('east', 'west'), region('west', 'east')] });
  const next = await after(both, addAccount(both, 'east', 'ORDERS'));
  for (const { accounts } of next.network.derived.confs.values())
    expect(accounts).toEqual(['MAIN', 'ORDERS']);
});

test('logins of leaf nodes that were in the account of all are in the first one', async () => {
  const files = [
    {
      path: 'hub.conf',
      text: 'server_name: hub\nleafnodes { port: 7422, authorization { users: [ { user: a, password: b } ] } }\n',
    },
    {
      path: 'leaf.conf',
      text: 'server_name: leaf\nleafnodes { remotes: [ { url: "nats-leaf://a:b@hub:7422" } ] }\n',
    },
  ];
  const first = await at({ ...begun, files });
  const next = await after(first, addAccount(first, 'hub', 'ORDERS'));
  const [link] = next.network.derived.topology.links;
  expect(link!.accounts).toEqual([{ local: '$G', remote: 'MAIN' }]);
  expect(errors(next)).toEqual([]);
});

test('a value that only the environment knows stays as it is written', async () => {
  const text = 'max_payload: $MOST\nserver_name: hub\nleafnodes {\n  port: 7422\n}\n';
  const first = await at({ ...begun, files: [{ path: 'hub.conf', text }] });
  for (const act of [
    addMember(first, 'hub'),
    addAccount(first, 'hub', 'ORDERS'),
    setDomain(first, 'hub', 'west'),
    renameServer(first, 'hub', 'other'),
  ]) {
    const changed = textOf(await after(first, act), 'hub.conf');
    expect(changed).toContain('max_payload: $MOST\nserver_name: ');
    expect(changed).toContain('\nleafnodes {\n  port: 7422\n}\n');
  }
});

test('a new member has no address at which only the first is reached', async () => {
  const text = `server_name: hub
listen: "hub:4222"
client_advertise: "hub.example.com:4222"
leafnodes {
  port: 7422
  advertise: "hub:7422"
}
`;
  const first = await at({ ...begun, files: [{ path: 'hub.conf', text }] });
  const next = await after(first, addMember(first, 'hub'));
  const copy = textOf(next, 'hub-1.conf');
  expect(copy).toContain('listen: "hub-1:4222"');
  expect(copy).toContain('advertise: "hub-1:7422"');
  expect(copy).not.toContain('example.com');
});

test('what does not stand in the file of a server is not changed', async () => {
  const files = [
    { path: 'a.conf', text: 'port: 4222\ninclude "b.conf"\n' },
    { path: 'b.conf', text: 'leafnodes { port: 7422 }\n' },
  ];
  const both = await at({ ...begun, files });
  expect(() => addLeaf(both, 'a')).toThrow('a.conf includes b.conf');
});

describe.for([...topologies])('on %s', async ([, topology]) => {
  const first = await at(benchOf(topology));
  const known = errors(first);
  const noneAdded = (next: At) => expect(errors(next)).toEqual(known);
  const servers = names(first);

  test.for(servers)('a leaf of %s', async (server) => {
    const act = tried(() => addLeaf(first, server));
    if (!act) return;
    const next = await after(first, act);
    expect(names(next)).toHaveLength(servers.length + 1);
    expect(links(next)).toHaveLength(links(first).length + clusterAt(first, server).length);
    noneAdded(next);
  });

  test.for(servers)('a member beside %s', async (server) => {
    const act = tried(() => addMember(first, server));
    if (!act) return;
    const next = await after(first, act);
    const { cluster } = next.network.derived.confs.get(server)!;
    const members = [...next.network.derived.confs.values()].filter(
      (conf) => conf.cluster === cluster,
    );
    expect(members.length).toBeGreaterThan(2);
    for (const { name } of members)
      for (const other of members)
        if (other.name !== name)
          expect(
            links(next).some((l) => l === `${name}-${other.name}` || l === `${other.name}-${name}`),
          ).toBe(true);
    noneAdded(next);
  });

  test.for(servers)('an account of %s', async (server) => {
    const act = tried(() => addAccount(first, server, 'EXTRA'));
    if (!act) return;
    const next = await after(first, act);
    for (const member of clusterAt(first, server))
      expect(next.network.derived.confs.get(member)!.accounts).toContain('EXTRA');
    expect(links(next)).toEqual(links(first));
  });

  test.for(servers)('%s with another name', async (server) => {
    const act = tried(() => renameServer(first, server, 'other'));
    if (!act) return;
    const next = await after(first, act);
    expect(links(next)).toHaveLength(links(first).length);
    expect(names(next)).toEqual(servers.map((name) => (name === server ? 'other' : name)).sort());
    noneAdded(next);
  });

  test.for(servers)('without %s', async (server) => {
    const act = tried(() => removeServer(first, server));
    if (!act || servers.length === 1) return;
    const next = await after(first, act);
    expect(names(next)).toEqual(servers.filter((name) => name !== server));
    expect(joined(next)).toEqual(joined(first).filter((ends) => !ends.includes(server)));
  });

  test.for(links(first))('without the link %s', async (link) => {
    const act = tried(() => removeLink(first, link));
    if (!act) return;
    const { from, to } = first.network.derived.topology.links.find(({ name }) => name === link)!;
    const gone = [from, to].sort().join();
    const left = joined(first).filter((ends) => ends.join() !== gone);
    expect(joined(await after(first, act))).toEqual(left);
  });
});

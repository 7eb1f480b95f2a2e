import { addAccount } from '../../bench/actions/add-account.ts';
import { addLeaf, addServer } from '../../bench/actions/add-leaf.ts';
import { addLink } from '../../bench/actions/add-link.ts';
import { addMember } from '../../bench/actions/add-member.ts';
import type { Acted, At } from '../../bench/actions/action.ts';
import { leafDoors } from '../../bench/actions/remotes.ts';
import { removeLink, removeServer } from '../../bench/actions/remove.ts';
import { renameServer } from '../../bench/actions/rename-server.ts';
import { setDomain } from '../../bench/actions/set-domain.ts';
import { hubsFor, linkWanted } from '../../bench/actions/link-wanted.ts';
import type { Spot } from '../Map/types.ts';
import { globalAccount } from '../../lab/derive/accounts.ts';

/** What an act asks for: one of some, or a text where there are no options. */
export interface Field {
  key: string;
  label: string;
  options?: readonly string[];
  /** The option that is chosen at first, where it is not the first. */
  first?: string | undefined;
}

/** Something that is done on the map, and writes configuration. */
export interface MapAct {
  name: string;
  /** The button that does it. */
  button: string;
  /** The field that a server or a link answers which is chosen on the map; absent where there is none. */
  chosen?: Partial<Record<Spot['type'], string>>;
  /** Set where it is of one server or link only, and stands in the panel of that. */
  inPanel?: true;
  /** What it asks for, by what has been answered so far. */
  fields: (at: At, values: Values) => Field[];
  /** @throws NotPossible */
  act: (at: At, values: Values) => Acted;
}

export type Values = Readonly<Record<string, string>>;

const serversOf = ({ network }: At) => network.plain.topology.servers.map(({ name }) => name);
const confAt = ({ network }: At, server: string | undefined) =>
  network.plain.confs.get(server ?? '');

/** A field for which there is no choice is not asked. */
const chosen = (field: Field & { options: readonly string[] }): Field[] =>
  field.options.length > 1 ? [field] : [];

const server = (at: At, label: string, key = 'server'): Field => ({
  key,
  label,
  options: serversOf(at),
});

/** The accounts of a server to which a leaf can be bound. */
const doorsAt = (at: At, of: string | undefined): string[] => {
  const conf = confAt(at, of);
  return conf ? leafDoors(conf).map(({ account }) => account) : [];
};

/** The accounts of a server that a remote of it may be for. */
const localsAt = (at: At, of: string | undefined): string[] => {
  const conf = confAt(at, of);
  if (!conf) return [];
  const own = conf.accounts.filter((name) => name !== conf.system);
  return own.length > 0 ? own : [globalAccount];
};

/** All that can be done on the map, in the order of its buttons. */
export const mapActs: readonly MapAct[] = [
  {
    name: 'Add a server',
    button: 'Add it',
    fields: () => [],
    act: (at) => addServer(at),
  },
  {
    name: 'Add a leaf',
    button: 'Add the leaf',
    chosen: { server: 'of' },
    fields: (at, { of }) => [
      server(at, 'Leaf of', 'of'),
      ...chosen({ key: 'account', label: 'Bound to the account', options: doorsAt(at, of) }),
    ],
    act: (at, { of, account }) => addLeaf(at, of!, account),
  },
  {
    name: 'Add a cluster member',
    button: 'Add the member',
    chosen: { server: 'server' },
    fields: (at) => [server(at, 'Beside', 'server')],
    act: (at, values) => addMember(at, values['server']!),
  },
  {
    name: 'Add a link',
    button: 'Add the link',
    chosen: { server: 'from' },
    fields: (at, { from, to }) => [
      { ...server(at, 'From the leaf', 'from'), first: linkWanted(at)?.from },
      {
        key: 'to',
        label: 'to the hub',
        options: hubsFor(at, from),
        first: linkWanted(at, from)?.to,
      },
      ...chosen({ key: 'local', label: 'Account at the leaf', options: localsAt(at, from) }),
      ...chosen({ key: 'remote', label: 'Account at the hub', options: doorsAt(at, to) }),
    ],
    act: (at, { from, to, local, remote }) =>
      addLink(at, from!, to ?? '', {
        local: local ?? localsAt(at, from)[0]!,
        ...(remote !== undefined && { remote }),
      }),
  },
  {
    name: 'Add an account',
    button: 'Add the account',
    chosen: { server: 'server' },
    fields: (at) => [server(at, 'At', 'server'), { key: 'name', label: 'Name of the account' }],
    act: (at, values) => addAccount(at, values['server']!, values['name'] ?? ''),
  },
  {
    name: 'Rename a server',
    inPanel: true,
    button: 'Rename it',
    chosen: { server: 'server' },
    fields: (at) => [server(at, 'Server'), { key: 'name', label: 'New name' }],
    act: (at, values) => renameServer(at, values['server']!, values['name'] ?? ''),
  },
  {
    name: 'Set a domain',
    inPanel: true,
    button: 'Set the domain',
    chosen: { server: 'server' },
    fields: (at) => [server(at, 'Server'), { key: 'name', label: 'Domain' }],
    act: (at, values) => setDomain(at, values['server']!, values['name'] ?? ''),
  },
  {
    name: 'Remove',
    inPanel: true,
    button: 'Remove it',
    chosen: { server: 'what', link: 'what' },
    fields: (at) => [
      {
        key: 'what',
        label: 'Server or link',
        options: [
          ...serversOf(at),
          ...at.network.plain.topology.links
            .filter(({ kind }) => kind === 'leaf')
            .map(({ name }) => name),
        ],
      },
    ],
    act: (at, { what }) =>
      serversOf(at).includes(what!) ? removeServer(at, what!) : removeLink(at, what!),
  },
];

/** A configuration key that matters for a shape: its path, and what it is for there. */
export type Key = readonly [path: string, what: string];

/** A way to set servers up, to recommend. */
export interface Shape {
  title: string;
  /** When it is right, in a sentence. */
  summary: string;
  /** One of `topologies/`; absent where there is no leaf node. */
  topology?: string;
  /** Where it is absent: servers of a topology that look like it, and how many clients each has. */
  picture?: { topology: string; servers: readonly string[]; clients?: number };
  keys: readonly Key[];
  /** Features that one may expect of it and will not get. */
  lacks: readonly string[];
  /** The pages that go into it. */
  guide: string;
  lab: string;
}

const dial: Key = ['leafnodes.remotes.url', 'at the leaf: where the hub is'];
const listen: Key = ['leafnodes.port', 'at the hub: where leaves come in, usually 7422'];
const domain: Key = ['jetstream.domain', 'a name of its own for the JetStream of each server'];
const nothingIsCopied =
  'Copies. A stream in one domain is not in another, unless a mirror or a source copies it.';

/** Every shape that is recommended, by its name. */
export const shapes = {
  'one-server': {
    title: 'One server, and no leaf node',
    summary: 'All programs are in one place, and may wait while the server is started again.',
    picture: { topology: 'two-domains', servers: ['hub'] },
    keys: [
      ['jetstream.store_dir', 'where streams are kept, so that they are there after a restart'],
    ],
    lacks: ['A system that works while the server is down.'],
    guide: 'guides/what-a-leaf-node-is',
    lab: 'labs/join-a-leaf',
  },
  cluster: {
    title: 'A cluster of three, and no leaf node',
    summary: 'All programs are in one place, and must survive the loss of a server.',
    picture: { topology: 'clustered-hub', servers: ['hub-1', 'hub-2', 'hub-3'] },
    keys: [
      ['cluster.name', 'the same on all three'],
      ['cluster.routes', 'all three, in each'],
      ['jetstream.store_dir', 'a disk for each: a stream with three replicas is on all of them'],
    ],
    lacks: [
      'Distance. The three vote on every write to a replicated stream, so they need a fast network between them.',
      'The loss of two at once. One of three is no majority.',
    ],
    guide: 'guides/clustered-hub',
    lab: 'labs/lose-a-member',
  },
  clients: {
    title: 'Clients that connect to the hub, and no leaf node',
    summary: 'The far side has no work while it is alone, so it needs no server.',
    picture: { topology: 'two-domains', servers: ['hub'], clients: 4 },
    keys: [
      ['port', 'where clients come in, usually 4222'],
      ['authorization', 'who may connect, or accounts with users of their own'],
    ],
    lacks: [
      'Messages while the line is down. A NATS client reconnects without help, and until then it has no server.',
      'Local traffic. Two programs in one place speak to each other through the hub.',
    ],
    guide: 'guides/what-a-leaf-node-is',
    lab: 'labs/join-a-leaf',
  },
  'two-domains': {
    title: 'A hub and a leaf, each with a JetStream domain',
    summary: 'One place beside the hub, with clients and streams of its own.',
    topology: 'two-domains',
    keys: [listen, dial, domain],
    lacks: [nothingIsCopied, 'A second hub. While the hub is down, the leaf works alone.'],
    guide: 'guides/across-the-boundary',
    lab: 'labs/cross-a-domain',
  },
  'hub-and-spoke': {
    title: 'One hub, and a leaf in each place',
    summary: 'Several places that each dial the hub, and work without it.',
    topology: 'hub-and-spoke',
    keys: [listen, dial, domain],
    lacks: [
      nothingIsCopied,
      'A way around the hub. Two places reach each other through it only, so not while it is down.',
    ],
    guide: 'guides/hub-spoke',
    lab: 'labs/keep-it-local',
  },
  'hub-spoke-spoke': {
    title: 'Hub, region, edge: a leaf that has leaves',
    summary: 'Regions are between the hub and the edge, and serve their edge without the hub.',
    topology: 'hub-spoke-spoke',
    keys: [
      ['leafnodes.remotes.url', 'at the region the hub, at the edge the region'],
      ['leafnodes.port', 'at the hub and at the region, which takes leaves of its own'],
      domain,
    ],
    lacks: [
      'A way around the region. Its edge is alone while it is down.',
      'Speed. Each tier that a message passes adds its delay.',
    ],
    guide: 'guides/hub-spoke-spoke',
    lab: 'labs/three-tiers',
  },
  segmented: {
    title: 'A leaf connection for each pair of accounts',
    summary: 'Users who must not see each other’s messages share the two servers.',
    topology: 'segmented',
    keys: [
      ['accounts', 'on both sides: who belongs together'],
      ['leafnodes.remotes.account', 'the account at the leaf that this remote is for'],
      ['leafnodes.remotes.credentials', 'the login whose user decides the account at the hub'],
      ['leafnodes.remotes.deny_imports', 'subjects that may not come in'],
      ['leafnodes.remotes.deny_exports', 'subjects that may not go out'],
    ],
    lacks: [
      'One connection for all. Each pair of accounts is a remote, and a connection of its own.',
      'Secrets from the operator of the servers. Accounts decide what clients see, and do not encrypt.',
    ],
    guide: 'guides/segmentation',
    lab: 'labs/tether-two-accounts',
  },
  'clustered-hub': {
    title: 'A hub of three servers, and leaves that know all three',
    summary: 'The hub still works when it loses a server, and its leaves dial another.',
    topology: 'clustered-hub',
    keys: [
      ['cluster.name', 'the same on the three, and another than that of any leaf'],
      ['cluster.routes', 'all members, in each'],
      ['jetstream.domain', 'one for the hub, the same on all its members; each leaf has its own'],
      ['leafnodes.remotes.urls', 'at each leaf, all three in one remote'],
    ],
    lacks: [
      'Protection of the leaves. The clients of a single leaf depend on it alone.',
      'Replicas by default. A stream survives only if it was made with three replicas.',
    ],
    guide: 'guides/clustered-hub',
    lab: 'labs/lose-a-member',
  },
  sidecar: {
    title: 'A sidecar: a leaf that holds the credentials',
    summary: 'Programs connect on localhost without a password, and the leaf beside them logs in.',
    topology: 'sidecar',
    keys: [
      ['host', 'at the leaf, 127.0.0.1: every client that reaches its port may connect'],
      ['leafnodes.remotes.credentials', 'the file with the login, which only the leaf reads'],
      dial,
    ],
    lacks: [
      'A difference between programs. All that connect to it are one user at the hub.',
      'Storage. It has no streams, so requests that only the hub answers fail while the line is down.',
    ],
    guide: 'guides/sidecar',
    lab: 'labs/hold-the-credentials',
  },
  bridge: {
    title: 'A third server that both sides dial',
    summary: 'Neither side can be dialled, so they meet at a server that can, each in its account.',
    topology: 'bridge',
    keys: [
      ['accounts', 'at the bridge: one for each side, with what it exports and imports'],
      ['leafnodes.remotes.url', 'on both sides: the bridge'],
      ['leafnodes.remotes.credentials', 'on both sides: the login to its account'],
      domain,
    ],
    lacks: [
      'Privacy from the server in the middle. Its operator can read all messages that you do not encrypt.',
      'Errors when the other side is gone. The import keeps its interest, so a request waits for its timeout.',
    ],
    guide: 'guides/through-firewalls',
    lab: 'labs/bridge-two-companies',
  },
  'wasmcloud-lattice': {
    title: 'A lattice with its JetStream at the hub, and a leaf beside each host',
    summary: 'wasmCloud hosts keep what they share in the domain of one hub.',
    topology: 'wasmcloud-lattice',
    keys: [
      ['jetstream.domain', 'at the hub, and given to each host as WASMCLOUD_JS_DOMAIN'],
      dial,
      ['host', 'at the leaf, 127.0.0.1, if its host connects without credentials'],
    ],
    lacks: [
      'A lattice without its hub. While the line is down, a host cannot read or change its buckets.',
      'wasmCloud 2, which uses NATS in another way.',
    ],
    guide: 'guides/wasmcloud-lattices',
    lab: 'labs/move-a-lattice',
  },
} as const satisfies Record<string, Shape>;

export type ShapeName = keyof typeof shapes;

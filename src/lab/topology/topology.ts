/** A place on the map, in map units (the map of a topology is as wide as its `size`). */
export interface Point {
  x: number;
  y: number;
}

/** The credentials of a client: a user with a password, or the text of a `.creds` file. */
export type Login = { user: string; pass: string } | { creds: string };

/** The accounts and users that an operator signs. Their keys are made at each start: see `makeKeyring`. */
export interface OperatorSpec {
  name: string;
  /** The name of the system account. */
  system: string;
  accounts: Record<string, SignedAccountSpec>;
  /** The files that are made at each start: by server, and by the path that its configuration names. */
  files: Record<string, Record<string, SignedFile>>;
}

export interface SignedAccountSpec {
  users: string[];
  limits?: AccountLimits;
}

/** Limits of an account, by their names in its JWT. Without those of JetStream it has none of it. */
export type AccountLimits = Partial<
  Record<
    'conn' | 'leaf' | 'subs' | 'payload' | 'mem_storage' | 'disk_storage' | 'streams' | 'consumer',
    number
  > & {
    /** Whether each stream must say how large it may grow. */
    max_bytes_required: boolean;
  }
>;

/**
 * A file that is made at each start: the credentials of a user, or whom a server trusts. `preload`
 * names accounts whose JWTs are in the file, `names` those whose public keys get a name in it.
 */
export type SignedFile = { creds: string } | { preload: string[]; names?: string[] };

/** One nats-server of a topology. */
export interface ServerSpec {
  /** Its host name, as other configurations write it (`nats-leaf://hub:7422`). */
  name: string;
  role: 'hub' | 'leaf';
  /** Its JetStream domain; absent on a server without JetStream. */
  domain?: string;
  /** The cluster it is a member of. Members share a domain. */
  cluster?: string;
  /** The accounts that its configuration defines; absent where all is in `$G`. */
  accounts?: string[];
  /**
   * The login of a client that names no user, on a server that takes none without. `signed` names a
   * user of the topology's operator.
   */
  login?: Login | { signed: string };
  /** Set where the inboxes of clients bear the server's own name, since a hub permits it no others: see `inboxAt`. */
  ownInbox?: true;
  /**
   * The text of its configuration file, as it runs and as the page shows it. Empty if it is only drawn.
   */
  config: string;
  /** Set on a hub elsewhere, as a map draws it. */
  elsewhere?: true;
  at: Point;
}

/**
 * The accounts that a leaf connection binds: one of the server that dials to one of the server that
 * listens.
 */
export interface AccountBinding {
  local: string;
  remote: string;
}

/** The path that one server of a topology dials another by: one connection, or one for each binding. */
export interface LinkSpec {
  /** `<from>-<to>`. */
  name: string;
  /** A leaf connection, a route between the members of a cluster, or a gateway between two clusters. */
  kind: 'leaf' | 'route' | 'gateway';
  /** The server that dials: the one whose configuration names the other in `remotes` or `routes`. */
  from: string;
  /** The server that listens. */
  to: string;
  /** Absent where both sides are `$G`. */
  accounts?: AccountBinding[];
}

/** A hub elsewhere, not started here, which a leaf of the lab may join. See `LabHost.setHub`. */
export interface OutsideHub {
  /** The host name by which the leaf's remote dials it. */
  name: string;
  at: Point;
}

/** Servers, the links between them, and where each is drawn. */
export interface Topology {
  name: string;
  size: { width: number; height: number };
  servers: ServerSpec[];
  /** Hubs elsewhere. A link to one is there whether or not a configuration dials it yet. */
  outside?: OutsideHub[];
  links: LinkSpec[];
  /** Set where servers are in operator mode. */
  operator?: OperatorSpec;
  /** Set where servers that are not one cluster have the same domain on purpose, to show what that does. */
  sharesDomain?: boolean;
}

/** A hub elsewhere as a server that is only drawn. */
export const asDrawn = (hub: OutsideHub): ServerSpec => ({
  ...hub,
  role: 'hub',
  config: '',
  elsewhere: true,
});

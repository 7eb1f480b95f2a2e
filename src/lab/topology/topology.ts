/** A place on the map, in map units (the map of a topology is as wide as its `size`). */
export interface Point {
  x: number;
  y: number;
}

/** The credentials of a client. */
export interface Login {
  user: string;
  pass: string;
}

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
  /** The login of a client that names no user, on a server that takes none without. */
  login?: Login;
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
  /** A leaf connection, or a route between the members of a cluster. */
  kind: 'leaf' | 'route';
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

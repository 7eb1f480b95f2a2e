/** A place on the map, in map units (the map of a topology is as wide as its `size`). */
export interface Point {
  x: number;
  y: number;
}

/** One nats-server of a topology. */
export interface ServerSpec {
  /** Its host name, as other configurations write it (`nats-leaf://hub:7422`). */
  name: string;
  role: 'hub' | 'leaf';
  /** Its JetStream domain; absent on a server without JetStream. */
  domain?: string;
  /** The text of its configuration file: what runs and what the page shows. */
  config: string;
  at: Point;
}

/** A connection that one server of a topology dials to another. */
export interface LinkSpec {
  /** `<from>-<to>`. */
  name: string;
  /** A leaf connection, or a route between the members of a cluster. */
  kind: 'leaf' | 'route';
  /** The server that dials: the one whose configuration names the other in `remotes`. */
  from: string;
  /** The server that listens. */
  to: string;
}

/** Servers, the links between them, and where each is drawn. */
export interface Topology {
  name: string;
  size: { width: number; height: number };
  servers: ServerSpec[];
  links: LinkSpec[];
}

/**
 * Checks a topology as it loads.
 * @throws Error naming the mistake: a name used twice, or a link from or to a server that is not there.
 */
export function defineTopology(topology: Topology): Topology {
  const names = new Set<string>();
  for (const { name } of topology.servers) {
    if (names.has(name)) throw new Error(`topology ${topology.name}: two servers named ${name}`);
    names.add(name);
  }
  for (const link of topology.links) {
    for (const end of [link.from, link.to]) {
      if (!names.has(end)) {
        throw new Error(`topology ${topology.name}: link ${link.name} names no server ${end}`);
      }
    }
  }
  return topology;
}

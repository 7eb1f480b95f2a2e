import type { ByteStream } from './bytes.ts';
import type { Logging } from './host.ts';
import type { Monitor } from './monitor-pages.ts';

/** Rejects a name that no machine has. Its message is the resolver's own, which a server logs. */
export class NoSuchHost extends Error {
  override name = 'NoSuchHost';
  constructor() {
    super('no such host');
  }
}

/** Says that a disk cannot be restored. */
export const noCopy = (server: string) =>
  `There is no copy of the disk of ${server}. Copy it first.`;

/** Answers where a server reaches a port of a host that it knows by name, as `address:port`; or `NoSuchHost`. */
export type Resolve = (host: string, port: number) => Promise<string>;

/**
 * A kind of host: servers by name, each on a machine of its own as far as its configuration can tell,
 * and byte streams to and between them.
 */
export interface Runtime extends Monitor {
  /** The version of nats-server, such as `2.15.2`. */
  version: string;
  /** Resolves when the server takes clients; rejects with its own words. */
  start(server: string, config: string, resolve: Resolve): Promise<void>;
  stop(server: string): Promise<void>;
  /** Rejects with the server's own words, if it refuses; it then runs on as it was. */
  reload(server: string, config: string): Promise<void>;
  /** Connects to a port of a server; to the one its clients use if none is given. */
  dial(server: string, port?: number): Promise<ByteStream>;
  /** Connects to a hub elsewhere, at the very URL where its WebSocket takes leaf nodes: see `leafnodeUrl`. */
  dialHub(url: string): Promise<ByteStream>;
  /** Ends a server at once; see `LabHost.crashServer`. Bytes that it sends afterwards are discarded. */
  crash(server: string): Promise<void>;
  /** Forgets what a server that does not run has stored. */
  wipe(server: string): Promise<void>;
  /** Keeps a copy of a server's disk; see `LabHost.saveDisk`. */
  saveDisk(server: string): Promise<void>;
  /** Puts the copy in the place of the disk of a server that does not run. Rejects without a copy. */
  restoreDisk(server: string): Promise<void>;
  putFile(server: string, path: string, text: string): Promise<void>;
  setLogging(server: string, logging: Logging): Promise<void>;
  /** Answers the address at which a server reaches itself, as `address:port`. */
  ownAddress(server: string, port: number): string;
  /** Listens on a port of an address of its own, which servers of this runtime can dial. */
  listen(port: number, onStream: (stream: ByteStream) => void): Promise<Listener>;
}

export interface Listener {
  /** `address:port`, as a server dials it. */
  address: string;
  /** Refuses who dials; connections that are there stay. */
  close: () => Promise<void>;
  /** Listens again, at the same address. */
  reopen: () => Promise<void>;
}

import type { HostDisks } from './disks.ts';
import type { Monitor } from './monitor-pages.ts';
import type { Topology } from '../topology/topology.ts';
import type { WireEvent } from '../wire/event.ts';

export type ServerState =
  | { type: 'stopped' }
  | { type: 'starting' }
  | { type: 'running'; version: string }
  /** `reason` is the server's own words. */
  | { type: 'failed'; reason: string };

/** How slow a link is. A value that is absent is as on the runtime itself. */
export interface LinkWeather {
  /** Milliseconds that bytes take, each way. */
  delay?: number;
  /** Milliseconds that they may take more or less, at random. The order of bytes stays. */
  jitter?: number;
  /** Bytes a second, each way of each connection. */
  bandwidth?: number;
}

/**
 * How a link is cut. `refused`: its connections are closed and new ones turned away. `silent`: no bytes
 * arrive and neither end is told, as when a cable is pulled.
 */
export type Cut = 'refused' | 'silent';

/** `up` carries messages; `down` has no connection that both servers have taken up. */
export type LinkState =
  { type: 'down' } | { type: 'up'; weather?: LinkWeather } | { type: 'cut'; how: Cut };

/**
 * Whether links are read; by default they are. An unread link carries the same bytes, for comparison,
 * but reports no frames and its `frames` stay 0. It cannot tell when both servers have taken a
 * connection up, so it is never `up`, only `down` or `cut`.
 */
export interface Reading {
  reading?: boolean;
}

/** Bytes and frames that crossed a link one way since the lab began. */
export interface LinkTotals {
  bytes: number;
  frames: number;
}

/** Levels that are off unless asked for: `trace` is each line of the protocol. */
export interface Logging {
  debug: boolean;
  trace: boolean;
}

export type LogLevel = 'debug' | 'trace' | 'info' | 'warn' | 'error' | 'fatal';

/** One line that a server logged. `at` is milliseconds since the Unix epoch. */
export interface LogLine {
  server: string;
  level: LogLevel;
  text: string;
  at: number;
}

/** The host of a page's lab: it runs the servers of one topology. */
export interface LabHost extends Monitor {
  /** Resolves when the server takes clients; rejects with the server's own words. */
  startServer: (name: string, config: string) => Promise<void>;
  /** Resolves when the server has shut down. */
  stopServer: (name: string) => Promise<void>;
  /** Applies a configuration to a running server. Where it refuses, it runs on as it was. */
  reloadServer: (name: string, config: string) => Promise<void>;
  /**
   * Sets the `ws://` or `wss://` URL of a hub outside this lab: a remote that names the hub then leads
   * there. Both ends must leave the link uncompressed. Credentials are the leaf's, in its remote.
   * Rejects text that is no URL; a hub that does not answer is a line in the log of the leaf.
   */
  setHub: (name: string, url: string) => Promise<void>;
  /** Puts a file where a server's configuration may name it, such as `/hub.creds`. */
  putFile: (server: string, path: string, text: string) => Promise<void>;
  /**
   * Ends a server as abruptly as the host can. A process is killed; in a tab, bytes that the server
   * sends or writes from then on are discarded.
   */
  crashServer: (name: string) => Promise<void>;
  /** Forgets what a server has stored, but for a copy of its disk. It must not be running. */
  wipeServer: (name: string) => Promise<void>;
  /**
   * Keeps a copy of the disk of a server, which may run, in place of an earlier one: what the server has
   * written up to now.
   */
  saveDisk: (name: string) => Promise<void>;
  /** Gives a server the disk of its copy. It must not be running. The copy stays. */
  restoreDisk: (name: string) => Promise<void>;
  /** Sets the log levels of a server beyond those of its configuration. */
  setLogging: (name: string, logging: Logging) => Promise<void>;
  cutLink: (name: string, how: Cut) => Promise<void>;
  healLink: (name: string) => Promise<void>;
  shapeLink: (name: string, weather: LinkWeather) => Promise<void>;
  /**
   * Answers the traffic of a link: `out` from the server that dials, `in` from the one that listens.
   */
  linkTotals: (name: string) => Promise<{ out: LinkTotals; in: LinkTotals }>;
}

/** The names of the contract's calls: a call that is missing here is an error of types. */
const callNames = Object.keys({
  startServer: true,
  stopServer: true,
  reloadServer: true,
  setHub: true,
  putFile: true,
  crashServer: true,
  wipeServer: true,
  saveDisk: true,
  restoreDisk: true,
  setLogging: true,
  cutLink: true,
  healLink: true,
  shapeLink: true,
  linkTotals: true,
  monitor: true,
} satisfies Record<keyof LabHost, true>) as (keyof LabHost)[];

/**
 * Passes the contract's calls on, and no others: a host has more methods, which are not for a page to call.
 * @param host answers the host, at each call: it may be opened later
 */
export function callsOf(host: () => LabHost): LabHost {
  const passOn =
    (name: keyof LabHost) =>
    (...args: unknown[]) => {
      const target = host();
      return Reflect.apply(target[name], target, args) as unknown;
    };
  return Object.fromEntries(callNames.map((name) => [name, passOn(name)])) as unknown as LabHost;
}

/** The events that a host reports to its page. */
export interface LabHostEvents {
  onServer(name: string, state: ServerState): void;
  onLink(name: string, state: LinkState): void;
  onLog(lines: LogLine[]): void;
  onWire(events: WireEvent[]): void;
}

/** The events of a lab in which others work too. */
export interface SharedEvents extends LabHostEvents {
  /** Somebody else has changed the configuration that a server runs. */
  onConfig(server: string, config: string): void;
}

/** A file of the site as it comes. Sizes are bytes. */
export interface Arrived {
  received: number;
  /** Undefined while the site has not said it. */
  total: number | undefined;
  /** Bytes a second, once that is known. */
  rate?: number;
  /** For how many seconds no byte has come; undefined while they come. */
  silent?: number;
}

/** How far a host is with opening. */
export type HostProgress =
  | ({ type: 'downloading' } & Arrived)
  /** Servers elsewhere take long to answer. `words` tell the reader what they can do: the browser may be asking them. */
  | { type: 'asking'; words: string }
  /** All of the module is there. */
  | { type: 'compiling' }
  | { type: 'starting' };

/**
 * The endpoint of a NATS client: a WebSocket URL, or a message port that carries the client protocol as
 * ArrayBuffers and null for the end.
 */
export type ClientEndpoint = { type: 'url'; url: string } | { type: 'port'; port: MessagePort };

/** A host that is open. */
export interface HostConnection {
  host: LabHost;
  /** Somewhere new for one client connection to a server. */
  openClient(server: string): ClientEndpoint;
  /** The configurations of servers that ran before the page came: they are not to be started. */
  found?: Readonly<Record<string, string>>;
  /**
   * Set where another page lends the servers that were found: the keys of their operator are there. Answers the text of
   * the credentials of a user, if they are lent as well.
   */
  lent?: { credsOf(user: string): string | undefined };
  /** The disks of its servers, where they end with the host. */
  disks?: HostDisks;
  /** Ends the host and all that runs in it, at once; servers that it found run on. */
  close(): void;
}

/**
 * Opens a host for a topology, its servers not yet started.
 * Rejects with what failed, or with the signal's reason if that aborts first.
 */
export type OpenHost = (
  topology: Topology,
  events: LabHostEvents &
    Partial<SharedEvents> & {
      /** The host is gone, and its servers. */ onEnd(reason: string): void;
    },
  progress: (progress: HostProgress) => void,
  signal: AbortSignal,
) => Promise<HostConnection>;

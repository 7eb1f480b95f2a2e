import type { Topology } from './topology.ts';
import type { WireEvent } from './wire/event.ts';

/** The pages of a server's monitoring, named as its HTTP endpoints are. */
export type MonitorPage =
  'varz' | 'connz' | 'routez' | 'leafz' | 'subsz' | 'jsz' | 'accountz' | 'healthz';

export type ServerState =
  | { type: 'stopped' }
  | { type: 'starting' }
  | { type: 'running'; version: string }
  /** `reason` is the server's own words. */
  | { type: 'failed'; reason: string };

/** `up` carries messages; `down` has no connection that its listener has taken up. */
export type LinkState = { type: 'down' } | { type: 'up' };

export type LogLevel = 'debug' | 'trace' | 'info' | 'warn' | 'error' | 'fatal';

/** One line that a server logged. `at` is milliseconds since the Unix epoch. */
export interface LogLine {
  server: string;
  level: LogLevel;
  text: string;
  at: number;
}

/** What a host runs for its page: the servers of one topology. */
export interface LabHost {
  /** Resolves when the server takes clients; rejects with the server's own words. */
  startServer: (name: string, config: string) => Promise<void>;
  /** Resolves when the server has shut down. */
  stopServer: (name: string) => Promise<void>;
  /** Applies a configuration to a running server. Where it refuses, it runs on as it was. */
  reloadServer: (name: string, config: string) => Promise<void>;
  /** The server's own JSON. `options` are those of the server's API for that page. */
  monitor: (name: string, page: MonitorPage, options?: object) => Promise<unknown>;
}

/** What a host tells its page. */
export interface LabHostEvents {
  onServer(name: string, state: ServerState): void;
  onLink(name: string, state: LinkState): void;
  onLog(lines: LogLine[]): void;
  onWire(events: WireEvent[]): void;
}

/** How far a host is with opening. Sizes are bytes. */
export type HostProgress =
  { type: 'downloading'; received: number; total: number | undefined } | { type: 'starting' };

/**
 * What a NATS client attaches to: a WebSocket URL, or a message port that carries the client
 * protocol as ArrayBuffers and null for the end.
 */
export type ClientEndpoint = { type: 'url'; url: string } | { type: 'port'; port: MessagePort };

/** A host that is open. */
export interface HostConnection {
  host: LabHost;
  /** Somewhere new for one client connection to a server. */
  openClient(server: string): ClientEndpoint;
  /** Ends the host and all that runs in it, at once. */
  close(): void;
}

/**
 * Opens a host for a topology, its servers not yet started.
 * Rejects with what failed, or with the signal's reason if that aborts first.
 */
export type OpenHost = (
  topology: Topology,
  events: LabHostEvents & { /** The host is gone, and its servers. */ onEnd(reason: string): void },
  progress: (progress: HostProgress) => void,
  signal: AbortSignal,
) => Promise<HostConnection>;

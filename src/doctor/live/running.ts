import { makeKeyring, putFiles, type Keyring } from '../../lab/credentials/keyring.ts';
import type { Derived } from '../../lab/derive/derive.ts';
import type { Runnable } from '../../lab/derive/runnable.ts';
import { errorText } from '../../lab/error-text.ts';
import type { LabHost, LinkState, LogLine, OpenHost, ServerState } from '../../lab/network/host.ts';
import type { Login, Topology } from '../../lab/topology/topology.ts';
import type { WireEvent } from '../../lab/wire/event.ts';
import { Clients } from '../../nats/clients.ts';
import type { NatsConnection } from '../../nats/connect.ts';
import { startWaves } from './start-waves.ts';

/** A network that runs, and all that it has told. Live rules ask it. */
export interface Running {
  derived: Derived;
  /** As it runs: with the texts that its servers were started with. */
  topology: Topology;
  host: LabHost;
  /** The files that configurations name, by server and path. */
  files: Runnable['files'];
  /** The keys of the topology's operator, where it has one whose keys are made here. */
  keyring: Keyring | undefined;
  server: (name: string) => ServerState;
  link: (name: string) => LinkState;
  /** Since when a server takes clients, in milliseconds since the Unix epoch. */
  since: (server: string) => number | undefined;
  /** The configuration that a server was started with. */
  config: (server: string) => string;
  /** One client for each server and login. Without a login it names no user. */
  connect: (server: string, login?: Login) => Promise<NatsConnection>;
  wire: () => readonly WireEvent[];
  log: () => readonly LogLine[];
  /** Resolves when something is so, or `false` after that many milliseconds; looks at whatever is told next. */
  until: (holds: () => boolean, timeoutMs: number) => Promise<boolean>;
  close: () => void;
}

/** How many frames and lines are kept: of a network that is only asked, all. */
const kept = 50_000;

/**
 * Starts a network: those that are dialled first, since a server that dials in vain waits a second. A server that does
 * not start says so in its state; the others start.
 */
export async function openRunning(
  derived: Derived,
  { topology, files }: Pick<Runnable, 'topology' | 'files'>,
  openHost: OpenHost,
): Promise<Running> {
  const servers = new Map<string, ServerState>();
  const links = new Map<string, LinkState>();
  const since = new Map<string, number>();
  const wire: WireEvent[] = [];
  const log: LogLine[] = [];
  const waiting = new Set<() => void>();
  const tell = () => waiting.forEach((look) => look());
  const add = <T>(to: T[], more: readonly T[]) => {
    // Not spread: a burst is more than a call takes.
    for (const each of more) to.push(each);
    if (to.length > kept) to.splice(0, to.length - kept);
    tell();
  };
  const connection = await openHost(
    topology,
    {
      onServer: (name, state) => {
        servers.set(name, state);
        if (state.type === 'running') since.set(name, Date.now());
        tell();
      },
      onLink: (name, state) => {
        links.set(name, state);
        tell();
      },
      onLog: (lines) => add(log, lines),
      onWire: (events) => add(wire, events),
      onEnd: (reason) => {
        for (const { name } of topology.servers) servers.set(name, { type: 'failed', reason });
        tell();
      },
    },
    () => {},
    new AbortController().signal,
  );
  const { host } = connection;
  const clients = new Clients((server) => connection.openClient(server));
  const keyring = topology.operator && (await makeKeyring(topology.operator));
  if (keyring) await putFiles(keyring, topology.operator!, host);
  for (const [server, named] of files)
    for (const [path, text] of named) await host.putFile(server, path, text);
  const configs = new Map(topology.servers.map(({ name, config }) => [name, config]));
  // One after the other: starts in one module take turns, and a leaf that dialled meanwhile would wait for its hub's
  // first words longer than it does.
  for (const name of startWaves(topology).flat()) {
    await host.startServer(name, configs.get(name)!).catch((error: unknown) => {
      if (servers.get(name)?.type !== 'failed')
        servers.set(name, { type: 'failed', reason: errorText(error) });
    });
  }
  return {
    derived,
    topology,
    host,
    files,
    keyring,
    server: (name) => servers.get(name) ?? { type: 'stopped' },
    link: (name) => links.get(name) ?? { type: 'down' },
    since: (name) => since.get(name),
    config: (name) => configs.get(name) ?? '',
    connect: (server, login) => clients.to(server, login),
    wire: () => wire,
    log: () => log,
    until: (holds, timeoutMs) =>
      new Promise((resolve) => {
        const end = (value: boolean) => {
          clearTimeout(timer);
          waiting.delete(look);
          resolve(value);
        };
        const look = () => holds() && end(true);
        const timer = setTimeout(() => end(holds()), timeoutMs);
        waiting.add(look);
        look();
      }),
    close: () => {
      clients.close();
      connection.close();
    },
  };
}

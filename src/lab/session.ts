import type {
  ClientEndpoint,
  HostConnection,
  HostProgress,
  LabHost,
  LinkState,
  LogLine,
  OpenHost,
  ServerState,
} from './host.ts';
import { Store } from './store.ts';
import type { Topology } from './topology.ts';
import { WireLog } from './wire/wire-log.ts';

/** What a lab is doing. */
export type LabState =
  | { type: 'idle' }
  /** The code of the host is on its way. */
  | { type: 'loading' }
  | HostProgress
  | { type: 'running' }
  | { type: 'failed'; reason: string };

/** All that a page shows of a lab, but for its wire and its log. */
export interface LabSnapshot {
  state: LabState;
  /** How often the lab has been started. */
  run: number;
  servers: Readonly<Record<string, ServerState>>;
  links: Readonly<Record<string, LinkState>>;
  /** The configuration that each server runs, or would be started with. */
  configs: Readonly<Record<string, string>>;
}

/** How many log lines a session keeps. */
const logLength = 1000;

/** How long a start waits for links, in milliseconds: a leaf that was refused dials again after one second. */
const linkPatience = 3000;

/** One reader's lab: a topology, the host that runs it, and what became of both. */
export class LabSession {
  readonly topology: Topology;
  readonly snapshot: Store<LabSnapshot>;
  readonly wire = new WireLog();
  readonly log = new Store<readonly LogLine[]>([]);
  readonly #loadHost: () => Promise<OpenHost>;
  #connection: HostConnection | undefined;
  #run: AbortController | undefined;

  constructor(topology: Topology, loadHost: () => Promise<OpenHost>) {
    this.topology = topology;
    this.#loadHost = loadHost;
    const configs = Object.fromEntries(topology.servers.map(({ name, config }) => [name, config]));
    this.snapshot = new Store({ ...atRest(topology), configs, run: 0, state: { type: 'idle' } });
  }

  /** Opens the host and starts all servers. Does nothing while a start is under way or done. */
  async start(): Promise<void> {
    if (this.#run) return;
    const run = new AbortController();
    this.#run = run;
    this.wire.clear();
    this.log.set([]);
    const state = (next: LabState) => {
      if (!run.signal.aborted) this.snapshot.update((was) => ({ ...was, state: next }));
    };
    this.#rest({ type: 'loading' });
    this.snapshot.update((was) => ({ ...was, run: was.run + 1 }));
    try {
      const openHost = await this.#loadHost();
      run.signal.throwIfAborted();
      const connection = await openHost(this.topology, this.#events(run), state, run.signal);
      run.signal.throwIfAborted();
      this.#connection = connection;
      for (const { name } of this.topology.servers) {
        // A server that cannot start says so in its own state; the others start all the same.
        const config = this.snapshot.get().configs[name]!;
        await connection.host.startServer(name, config).catch(() => {});
        run.signal.throwIfAborted();
      }
      await this.#linksUp(run.signal);
      state({ type: 'running' });
    } catch (error) {
      this.#fail(run, error instanceof Error ? error.message : String(error));
    }
  }

  /** Waits for the links between servers that run, so that a first request crosses; but not for long. */
  async #linksUp(signal: AbortSignal): Promise<void> {
    const allUp = () => {
      const { servers, links } = this.snapshot.get();
      return this.topology.links.every(
        ({ name, from, to }) =>
          links[name]?.type === 'up' ||
          servers[from]?.type !== 'running' ||
          servers[to]?.type !== 'running',
      );
    };
    const patience = AbortSignal.any([signal, AbortSignal.timeout(linkPatience)]);
    await this.snapshot.until(allUp, patience).catch(() => {});
  }

  /** Ends the lab, at whatever point it is, and all that its servers held. */
  stop(): void {
    this.#end({ type: 'idle' });
  }

  /** The host of a running lab. Throws while there is none. */
  get host(): LabHost {
    return this.#open().host;
  }

  /** Somewhere for a NATS client to attach to a server. Throws while the lab does not run. */
  openClient(server: string): ClientEndpoint {
    return this.#open().openClient(server);
  }

  /**
   * Applies a configuration to a server: a running one reloads it, another starts with it.
   * Rejects with the server's own words; a running one then runs on as it was.
   */
  async apply(server: string, config: string): Promise<void> {
    const running = this.snapshot.get().servers[server]?.type === 'running';
    await (running
      ? this.host.reloadServer(server, config)
      : this.host.startServer(server, config));
    this.#setConfig(server, config);
  }

  /** Stops a server and starts it with a configuration, on the data it has. */
  async restart(server: string, config: string): Promise<void> {
    if (this.snapshot.get().servers[server]?.type === 'running') await this.host.stopServer(server);
    await this.host.startServer(server, config);
    this.#setConfig(server, config);
  }

  #open(): HostConnection {
    if (!this.#connection) throw new Error('The lab is not running. Press Start.');
    return this.#connection;
  }

  #setConfig(server: string, config: string): void {
    this.snapshot.update((was) => ({ ...was, configs: { ...was.configs, [server]: config } }));
  }

  #events(run: AbortController): Parameters<OpenHost>[1] {
    const live = <A extends unknown[]>(handle: (...args: A) => void) => {
      return (...args: A) => {
        if (!run.signal.aborted) handle(...args);
      };
    };
    return {
      onServer: live((name, state) =>
        this.snapshot.update((was) => ({ ...was, servers: { ...was.servers, [name]: state } })),
      ),
      onLink: live((name, state) =>
        this.snapshot.update((was) => ({ ...was, links: { ...was.links, [name]: state } })),
      ),
      onLog: live((lines) => this.log.update((was) => [...was, ...lines].slice(-logLength))),
      onWire: live((events) => this.wire.push(events)),
      onEnd: (reason) => this.#fail(run, reason),
    };
  }

  /** Nothing runs (any more); what the reader has applied stays. */
  #rest(state: LabState): void {
    this.snapshot.update((was) => ({ ...was, ...atRest(this.topology), state }));
  }

  #fail(run: AbortController, reason: string): void {
    if (!run.signal.aborted) this.#end({ type: 'failed', reason });
  }

  #end(state: LabState): void {
    this.#run?.abort(new Error('the lab was stopped'));
    this.#run = undefined;
    this.#connection?.close();
    this.#connection = undefined;
    this.#rest(state);
  }
}

/** What a topology's servers and links are while no host runs them. */
function atRest({ servers, links }: Topology): Pick<LabSnapshot, 'servers' | 'links'> {
  return {
    servers: Object.fromEntries(servers.map(({ name }) => [name, { type: 'stopped' }])),
    links: Object.fromEntries(links.map(({ name }) => [name, { type: 'down' }])),
  };
}

import type {
  ClientEndpoint,
  HostConnection,
  HostProgress,
  LabHost,
  LinkState,
  LogLine,
  OpenHost,
  ServerState,
} from '../network/host.ts';
import type { Disk, TakenDisks } from '../network/disks.ts';
import { ownInbox, serverNameOf } from '../conf/server-settings.ts';
import type { Keyring } from '../credentials/keyring.ts';
import type { Monitor } from '../network/monitor-pages.ts';
import { allLinked, linkPatience } from '../network/linked.ts';
import { refusalOf, type Refusal } from './refusals.ts';
import { sharedAnswers } from '../monitoring/shared-answers.ts';
import { Store } from './store.ts';
import type { Login, Topology } from '../topology/topology.ts';
import { WireLog } from '../wire/wire-log.ts';
import { errorText } from '../error-text.ts';

/** The state of a lab. */
export type LabState =
  | { type: 'idle' }
  /** The code of the host is on its way. */
  | { type: 'loading' }
  | HostProgress
  | { type: 'running' }
  /** `ran`: whether servers have run, whose stored data is gone with them. */
  | { type: 'failed'; reason: string; ran: boolean };

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

/** How many log lines a session keeps, and how many of the refusals that they told of. */
const logLength = 1000;
const refusalsLength = 200;

type Files = Readonly<Record<string, Uint8Array<ArrayBuffer>>>;

/** The files that lie on the machines of servers before they start: texts, by server and by the path there. */
export type MachineFiles = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** One reader's lab: a topology, the host that runs it, and what became of both. */
export class LabSession {
  readonly topology: Topology;
  readonly snapshot: Store<LabSnapshot>;
  /** The frames that have crossed the links. */
  readonly wire = new WireLog();
  /** The last of what has been sent into a silent cut, and waits there. */
  readonly held = new WireLog({ maxEvents: 200 });
  readonly log = new Store<readonly LogLine[]>([]);
  /**
   * Files of the page, by path: those that it begins with, and those that were written, such as a backup of a stream.
   * A new run forgets all the latter but `keptFiles`.
   */
  readonly files: Store<Files>;
  /** Paths of the files that the reader has written. */
  readonly keptFiles = new Set<string>();
  /** The refusals that servers have logged, most of them at level debug: see `setLogging`. */
  readonly refusals = new Store<readonly Refusal[]>([]);
  /** Told of each answer to a poll, with the question as `questionOf` makes it. */
  readonly answered = new Set<(question: string, answer: unknown) => void>();
  /** Monitoring for polls, which share answers. */
  readonly polling: Monitor = sharedAnswers(
    () => this.host,
    (...told) => this.answered.forEach((listener) => listener(...told)),
  );
  readonly #loadHost: () => Promise<OpenHost>;
  readonly #prepare: () => Promise<void>;
  readonly #givenFiles: Files;
  readonly #machines: MachineFiles;
  #connection: HostConnection | undefined;
  #run: AbortController | undefined;
  #keyring: Keyring | undefined;

  /**
   * @param prepare sets up servers that have just started, before the lab counts as running
   * @param files the files of the page that each run begins with, by path
   */
  constructor(
    topology: Topology,
    loadHost: () => Promise<OpenHost>,
    prepare: () => Promise<void> = async () => {},
    files: Readonly<Record<string, string>> = {},
    machines: MachineFiles = new Map(),
  ) {
    this.topology = topology;
    this.#machines = machines;
    this.#loadHost = loadHost;
    this.#prepare = prepare;
    const utf8 = new TextEncoder();
    this.#givenFiles = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, utf8.encode(text)]),
    );
    this.files = new Store(this.#givenFiles);
    const configs = originals(topology);
    this.snapshot = new Store({ ...atRest(topology), configs, run: 0, state: { type: 'idle' } });
  }

  /**
   * Opens the host and starts all servers. Ignored while a start is under way or done.
   * @param disks what servers stored in an earlier run, for a host whose disks end with it
   */
  async start(disks: readonly Disk[] = []): Promise<void> {
    if (this.#run) return;
    const run = new AbortController();
    this.#run = run;
    const state = (next: LabState) => {
      if (!run.signal.aborted) this.snapshot.update((was) => ({ ...was, state: next }));
    };
    // The configurations are what the reader has made of them.
    this.#begin({ ...atRest(this.topology), state: { type: 'loading' } });
    try {
      const openHost = await this.#loadHost();
      run.signal.throwIfAborted();
      const connection = await openHost(this.topology, this.#events(run), state, run.signal);
      run.signal.throwIfAborted();
      this.#connection = connection;
      if (disks.length > 0) await connection.disks?.put(disks);
      await this.#startAll(connection, run.signal);
      await this.#linksUp(run.signal);
      // Servers that ran before the page came are as their owner has left them.
      if (!connection.found) await this.#prepare();
      state({ type: 'running' });
    } catch (error) {
      this.#fail(run, errorText(error));
    }
  }

  /** Says why servers that ran before are no more. Ignored while the lab is started. */
  lost(reason: string): void {
    if (!this.#run) this.#rest({ type: 'failed', reason, ran: true });
  }

  async #startAll(connection: HostConnection, signal: AbortSignal): Promise<void> {
    const { host } = connection;
    const found = await this.#withKeys(connection);
    for (const [server, files] of this.#machines)
      for (const [path, text] of files) await host.putFile(server, path, text);
    for (const { name } of this.topology.servers) {
      // Also of a server `constructor`.
      const runs = found && Object.hasOwn(found, name) ? found[name] : undefined;
      if (runs !== undefined) {
        this.#setConfig(name, runs);
        continue;
      }
      // A server that cannot start says so in its own state; the others start all the same.
      await host.startServer(name, this.snapshot.get().configs[name]!).catch(() => {});
      signal.throwIfAborted();
    }
  }

  /**
   * Makes the keys of an operator and the files of its servers, if the topology has one. Answers the
   * configurations of servers that need not be started. With an operator those start over, since they trust
   * keys that are not here; but servers that are lent stay as their owner has them.
   */
  async #withKeys({ host, found = {}, lent }: HostConnection): Promise<HostConnection['found']> {
    const { operator } = this.topology;
    if (!operator || lent) return found;
    for (const name of Object.keys(found)) {
      await host.stopServer(name);
      await host.wipeServer(name);
    }
    const { makeKeyring, putFiles } = await import(
      /* webpackChunkName: 'credentials' */ '../credentials/keyring.ts'
    );
    this.#keyring = await makeKeyring(operator);
    await putFiles(this.#keyring, operator, host);
    return {};
  }

  /** The keys of the run, in operator mode. Throws where there are none. */
  get keyring(): Keyring {
    if (!this.#keyring) throw new Error('This lab has no operator whose keys are here.');
    return this.#keyring;
  }

  /** The login of a client of a server that names no user, if it needs one. */
  loginAt(server: string): Login | undefined {
    const login = this.topology.servers.find(({ name }) => name === server)?.login;
    if (!login || !('signed' in login)) return login;
    const lent = this.#connection?.lent;
    if (!lent) return { creds: this.keyring.users.get(login.signed)!.creds };
    const creds = lent.credsOf(login.signed);
    if (creds === undefined) throw new Error('The keys of this bench are not lent to you.');
    return { creds };
  }

  /** The prefix of the inboxes of a client of a server, where it is not `_INBOX`. */
  inboxAt(server: string): string | undefined {
    const own = this.topology.servers.find(({ name }) => name === server)?.ownInbox;
    const config = this.snapshot.get().configs[server];
    return own && config !== undefined ? ownInbox(serverNameOf(config) ?? server) : undefined;
  }

  /** The text of a file on the machine of a server, if it has been put there for this run. */
  fileAt = (server: string, path: string): string | undefined =>
    this.#keyring?.files.get(server)?.get(path) ?? this.#machines.get(server)?.get(path);

  /** Has the next start give servers these configurations. Ignored while the lab is started. */
  startWith(configs: Readonly<Record<string, string>>): void {
    if (this.#run) return;
    this.snapshot.update((was) => ({ ...was, configs: { ...was.configs, ...configs } }));
  }

  /** Starts over: the original configurations, empty disks, links that are whole. */
  async reset(): Promise<void> {
    const [connection, run] = [this.#connection, this.#run];
    const configs = originals(this.topology);
    if (!connection || !run) return this.#begin({ configs, state: { type: 'idle' } });
    const { host } = connection;
    const { servers, links } = this.topology;
    this.#begin({ configs, state: { type: 'starting' } });
    try {
      // Ignore the refusal of a server that does not run.
      await Promise.all(servers.map(({ name }) => host.stopServer(name).catch(() => {})));
      await Promise.all(servers.map(({ name }) => host.wipeServer(name)));
      await Promise.all(links.map(({ name }) => host.healLink(name)));
      await Promise.all(links.map(({ name }) => host.shapeLink(name, {})));
      await this.#startAll({ ...connection, found: {} }, run.signal);
      await this.#linksUp(run.signal);
      await this.#prepare();
      if (!run.signal.aborted)
        this.snapshot.update((was) => ({ ...was, state: { type: 'running' } }));
    } catch (error) {
      this.#fail(run, errorText(error));
    }
  }

  /** Begins a run: forgets what the last one told, and changes the snapshot. */
  #begin(change: Partial<LabSnapshot>): void {
    this.wire.clear();
    this.held.clear();
    this.log.set([]);
    const isKept = ([path]: [string, unknown]) => this.keptFiles.has(path);
    this.files.update((files) => ({
      ...this.#givenFiles,
      ...Object.fromEntries(Object.entries(files).filter(isKept)),
    }));
    this.refusals.set([]);
    this.snapshot.update((was) => ({ ...was, ...change, run: was.run + 1 }));
  }

  /** Waits for the links between servers that run, so that a first request crosses; but not for long. */
  async #linksUp(signal: AbortSignal): Promise<void> {
    const allUp = () => {
      const { servers, links } = this.snapshot.get();
      return allLinked(
        this.topology,
        (name) => servers[name],
        (name) => links[name],
      );
    };
    // Not AbortSignal.timeout: Node 20 collects one that only AbortSignal.any refers to, and it never fires.
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), linkPatience);
    await this.snapshot.until(allUp, AbortSignal.any([signal, late.signal])).catch(() => {});
    clearTimeout(timer);
  }

  /**
   * Takes what the servers have stored: see `HostDisks`. Answers undefined, too, while the lab does not run, and where the
   * servers keep their stores themselves.
   */
  async takeDisks(since: number, most: number): Promise<TakenDisks | undefined> {
    if (this.snapshot.get().state.type !== 'running') return undefined;
    return this.#connection?.disks?.take(since, most);
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

  /**
   * Stops a server and starts it with a configuration, on the data it has.
   * Rejects with the server's own words; one that ran then runs again as it did.
   */
  async restart(server: string, config: string): Promise<void> {
    const { servers, configs } = this.snapshot.get();
    const ran = servers[server]?.type === 'running';
    if (ran) await this.host.stopServer(server);
    try {
      await this.host.startServer(server, config);
    } catch (error) {
      if (ran) await this.host.startServer(server, configs[server]!);
      throw error;
    }
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
      onLog: live((lines) => this.#logged(lines)),
      onWire: live((events) => {
        if (!events.some(({ held }) => held)) return this.wire.push(events);
        this.held.push(events.filter(({ held }) => held));
        this.wire.push(events.filter(({ held }) => !held));
      }),
      onConfig: live((name, config) => this.#setConfig(name, config)),
      onEnd: (reason) => this.#fail(run, reason),
    };
  }

  #logged(lines: LogLine[]): void {
    this.log.update((was) => [...was, ...lines].slice(-logLength));
    const domainOf = (server: string) =>
      this.topology.servers.find(({ name }) => name === server)?.domain;
    const refused = lines.flatMap((line) => refusalOf(line, domainOf(line.server)) ?? []);
    if (refused.length === 0) return;
    this.refusals.update((was) => [...was, ...refused].slice(-refusalsLength));
  }

  /**
   * Marks all servers and links as not running; the configurations that the reader has applied stay.
   */
  #rest(state: LabState): void {
    this.snapshot.update((was) => ({ ...was, ...atRest(this.topology), state }));
  }

  #fail(run: AbortController, reason: string): void {
    if (run.signal.aborted) return;
    const servers = Object.values(this.snapshot.get().servers);
    this.#end({ type: 'failed', reason, ran: servers.some(({ type }) => type === 'running') });
  }

  #end(state: LabState): void {
    this.#run?.abort(new Error('the lab was stopped'));
    this.#run = undefined;
    this.#connection?.close();
    this.#connection = undefined;
    this.#keyring = undefined;
    this.#rest(state);
  }
}

const originals = ({ servers }: Topology): Record<string, string> =>
  Object.fromEntries(servers.map(({ name, config }) => [name, config]));

/** Answers the states of a topology's servers and links while no host runs them. */
function atRest({ servers, links }: Topology): Pick<LabSnapshot, 'servers' | 'links'> {
  return {
    servers: Object.fromEntries(servers.map(({ name }) => [name, { type: 'stopped' }])),
    links: Object.fromEntries(links.map(({ name }) => [name, { type: 'down' }])),
  };
}

import { expect } from 'vitest';
import type { Check, CheckTools } from '../../src/lab/checks/check.ts';
import type {
  HostConnection,
  LabHost,
  LinkState,
  LogLine,
  OpenHost,
  ServerState,
} from '../../src/lab/network/host.ts';
import type { Login, ServerSpec, Topology } from '../../src/lab/topology/topology.ts';
import type { WireEvent } from '../../src/lab/wire/event.ts';
import { makeKeyring, putFiles, type Keyring } from '../../src/lab/credentials/keyring.ts';
import { allLinked } from '../../src/lab/network/linked.ts';
import { createLabKit, type LabKit, type LabSource } from '../../src/lab-kit/lab-kit.ts';
import { connectTo, type NatsConnection } from '../../src/nats/connect.ts';
import { pass, patience } from './pass.ts';

/** A kind of host that the suite runs on. */
export interface HostKind {
  name: string;
  open(): Promise<HostOpener>;
}

/** Opens one host after another, each on empty disks. */
export interface HostOpener {
  openHost: OpenHost;
  /** Ends the last host, and what they had in common. */
  close(): Promise<void>;
}

/** Runs one topology after another on one kind of host, each on empty disks. */
export class Bench {
  readonly #kind: HostKind;
  #opener: Promise<HostOpener> | undefined;
  #end: () => Promise<void> = async () => {};

  constructor(kind: HostKind) {
    this.#kind = kind;
  }

  /**
   * Starts a topology and waits until its links are up.
   * @param configs by server, in place of those of the topology
   */
  async start(topology: Topology, configs: Record<string, string> = {}): Promise<Lab> {
    const lab = await this.startUnlinked(topology, configs);
    await lab.linked();
    return lab;
  }

  /** As `start`, for links that are not meant to come up. */
  async startUnlinked(topology: Topology, configs: Record<string, string> = {}): Promise<Lab> {
    const lab = await Lab.open(topology, configs, await this.#nextHost());
    this.#end = () => lab.end();
    await lab.makeKeys();
    for (const { name } of topology.servers) await lab.startServer(name);
    return lab;
  }

  /** Starts a lab as a page does: on its session, which waits for the links and makes the start state. */
  async startKit(source: LabSource): Promise<LabKit> {
    const openHost = await this.#nextHost();
    const kit = createLabKit(source, async () => openHost);
    this.#end = async () => kit.session.stop();
    await kit.session.start();
    expect(kit.session.snapshot.get().state).toEqual({ type: 'running' });
    return kit;
  }

  /** Ends the lab that runs, and what it stored. */
  async stop(): Promise<void> {
    const end = this.#end;
    this.#end = async () => {};
    await end();
  }

  async #nextHost(): Promise<OpenHost> {
    // Not before: modules that start at the same time would all take the disks of the last one.
    this.#opener ??= this.#kind.open();
    const { openHost } = await this.#opener;
    await this.stop();
    return openHost;
  }

  async close(): Promise<void> {
    await this.stop();
    await (await this.#opener)?.close();
  }
}

/** A topology that runs, and all that it has told. */
export class Lab {
  readonly servers = new Map<string, ServerState>();
  readonly links = new Map<string, LinkState>();
  readonly wire: WireEvent[] = [];
  readonly log: LogLine[] = [];
  readonly #topology: Topology;
  readonly #configs: Record<string, string>;
  readonly #clients: NatsConnection[] = [];
  readonly #asks = new Map<string, Promise<NatsConnection>>();
  #connection!: HostConnection;

  private constructor(topology: Topology, configs: Record<string, string>) {
    this.#topology = topology;
    this.#configs = configs;
  }

  /** Opens a host for a topology, its servers not yet started. */
  static async open(
    topology: Topology,
    configs: Record<string, string>,
    openHost: OpenHost,
  ): Promise<Lab> {
    const lab = new Lab(topology, configs);
    const events: Parameters<OpenHost>[1] = {
      onServer: (name, state) => lab.servers.set(name, state),
      onLink: (name, state) => lab.links.set(name, state),
      onLog: (lines) => lab.log.push(...lines),
      // Not spread: a burst is more than a call takes.
      onWire: (events) => events.forEach((event) => lab.wire.push(event)),
      // Thrown to no caller, it fails the run.
      onEnd: (reason) => {
        throw new Error(`the host has ended: ${reason}`);
      },
    };
    lab.#connection = await openHost(topology, events, () => {}, new AbortController().signal);
    return lab;
  }

  /** The tools of checks. */
  #tools(): CheckTools {
    return {
      host: this.network,
      connect: (server) => this.#asking(server),
      config: (server) => this.#configs[server] ?? this.#spec(server).config,
      wire: () => this.wire,
      log: () => this.log,
    };
  }

  /** The client that all checks ask a server through. */
  #asking(server: string): Promise<NatsConnection> {
    const client = this.#asks.get(server) ?? this.client(server);
    this.#asks.set(server, client);
    return client;
  }

  #spec(server: string): ServerSpec {
    return this.#topology.servers.find(({ name }) => name === server)!;
  }

  /** The host that runs the servers. */
  get network(): LabHost {
    return this.#connection.host;
  }

  /** The keys of the topology's operator, if it has one. */
  keyring: Keyring | undefined;

  /** Makes the keys of the topology's operator, if it has one, and the files of its servers. */
  async makeKeys(): Promise<void> {
    const { operator } = this.#topology;
    if (!operator) return;
    this.keyring = await makeKeyring(operator);
    await putFiles(this.keyring, operator, this.network);
  }

  startServer(name: string): Promise<void> {
    return this.network.startServer(name, this.#configs[name] ?? this.#spec(name).config);
  }

  /** A client of a server, anonymous or not. It ends with the lab. */
  readonly client = async (
    server: string,
    login?: Login,
    inboxPrefix?: string,
  ): Promise<NatsConnection> => {
    const open = () => this.#connection.openClient(server);
    const client = await connectTo(open, `test-${server}`, login, inboxPrefix);
    this.#clients.push(client);
    return client;
  };

  /** Waits until the links between servers are up. */
  linked(): Promise<void> {
    return this.until(() =>
      allLinked(
        this.#topology,
        (name) => this.servers.get(name),
        (name) => this.links.get(name),
      ),
    );
  }

  /** Waits until something is so, and fails with what was seen if it never is. */
  readonly pass = (check: Check, timeoutMs = patience): Promise<void> =>
    pass(() => check(this.#tools()), timeoutMs);

  readonly until = (holds: () => boolean | Promise<boolean>, timeoutMs = patience): Promise<void> =>
    this.pass(
      async () =>
        (await holds()) ? { type: 'pass' } : { type: 'fail', expected: String(holds), seen: 'not' },
      timeoutMs,
    );

  /** Waits until a server has logged a line that matches. */
  async logged(server: string, text: RegExp): Promise<void> {
    await this.until(() => this.log.some((line) => line.server === server && text.test(line.text)));
  }

  async end(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close()));
    this.#connection.close();
  }
}

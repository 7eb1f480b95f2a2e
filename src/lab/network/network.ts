import type { ByteStream } from './bytes.ts';
import { ClientStream } from './client-stream.ts';
import type {
  Cut,
  LabHost,
  LabHostEvents,
  LinkTotals,
  LinkWeather,
  Logging,
  LogLevel,
  LogLine,
  Reading,
} from './host.ts';
import { leafnodeUrl } from '../conf/leafnode-url.ts';
import { Link } from './link.ts';
import type { Monitor } from './monitor-pages.ts';
import { NoSuchHost, type Listener, type Runtime } from './server-runtime.ts';
import type { LinkSpec, Topology } from '../topology/topology.ts';
import type { WireEvent } from '../wire/event.ts';
import { errorText } from '../error-text.ts';

/** How long events are gathered before they are told, in milliseconds: a frame of the screen. */
const gather = 16;

/** A server that starts or runs. */
interface Running {
  config: string;
  /** The log levels beyond those of its configuration, once they have been set. */
  logging?: Logging;
  /** Whether it has started. */
  up: boolean;
}

/** Where a server dials another: the entrance of the link between the two. */
interface LinkListener {
  link: Link;
  /** The server that is dialled. */
  to: string;
  opened: Promise<Listener>;
  /** Whether it turns diallers away, since the server that they look for does not listen there. */
  shut?: boolean;
}

/** Says in a server's log why it was started again. */
const interrupted = (culprit: string, reason: string) =>
  `${culprit} has ended the servers of this tab: ${reason}. This one starts again with what its disk holds; its streams in memory are gone.`;

/**
 * A topology's servers and links on a runtime. Server names resolve as under Docker Compose, except
 * that each leads into the link between the two: that is where a link is read.
 */
export class Network implements LabHost {
  readonly #topology: Topology;
  readonly #runtime: Runtime;
  readonly #events: LabHostEvents;
  readonly #reading: Reading;
  readonly #links = new Map<string, Link>();
  /** One for each link and port that a configuration has named. */
  readonly #listeners = new Map<string, LinkListener>();
  /** Hubs elsewhere: their URLs, by name. */
  readonly #hubs = new Map<string, string>();
  readonly #clients = new Set<ClientStream>();
  /** Servers that start or run: the one that was given a configuration last is the last. */
  readonly #running = new Map<string, Running>();
  /** The last act on each server that has acts to do. */
  readonly #acts = new Map<string, Promise<unknown>>();
  /** The last time that a server ended others. */
  #loss: { reason: string } | undefined;
  /** Servers that are to start again, since another has ended them. */
  readonly #lost = new Map<string, Running>();
  /** Servers that are stopping or crashing. */
  readonly #ending = new Set<string>();
  /** Servers that are crashing. In a tab they listen for a moment longer, and must not be reached. */
  readonly #crashing = new Set<string>();
  #wire: WireEvent[] = [];
  #log: LogLine[] = [];
  #seq = 0;
  #flushing = false;

  constructor(topology: Topology, runtime: Runtime, events: LabHostEvents, reading: Reading = {}) {
    this.#topology = topology;
    this.#runtime = runtime;
    this.#events = events;
    this.#reading = reading;
    for (const link of topology.links) this.#addLink(link);
  }

  startServer(name: string, config: string): Promise<void> {
    return this.#inTurn(name, async () => {
      if (this.#running.has(name)) throw new Error(`server ${name} is already running`);
      this.#lost.delete(name);
      await this.#start(name, { config, up: false });
    });
  }

  async #start(name: string, running: Running): Promise<void> {
    this.#running.set(name, running);
    this.#events.onServer(name, { type: 'starting' });
    try {
      await this.#untilUp(name, running);
    } catch (error) {
      this.#running.delete(name);
      this.#events.onServer(name, { type: 'failed', reason: errorText(error) });
      throw error;
    }
  }

  /** Starts a server, again if another has ended it meanwhile. */
  async #untilUp(name: string, running: Running): Promise<void> {
    for (;;) {
      const before = this.#loss;
      try {
        await this.#runtime.start(name, running.config, (host, port) =>
          this.#resolve(name, host, port),
        );
      } catch (error) {
        if (this.#loss === before) throw error;
      }
      if (this.#loss === before) {
        running.up = true;
        await this.#reopen(name);
        this.#events.onServer(name, { type: 'running', version: this.#runtime.version });
        return;
      }
      if (this.#running.get(name) !== running) throw new Error(this.#loss!.reason);
    }
  }

  stopServer(name: string): Promise<void> {
    return this.#end(name, () => this.#runtime.stop(name));
  }

  crashServer(name: string): Promise<void> {
    return this.#end(name, async () => {
      this.#crashing.add(name);
      // First all that would carry its last words, then the server itself, in one go.
      for (const link of this.#links.values()) {
        if (link.spec.from === name || link.spec.to === name) link.sever();
      }
      for (const client of this.#clients) {
        if (client.server === name) client.sever();
      }
      await this.#runtime.crash(name).finally(() => this.#crashing.delete(name));
    });
  }

  #end(name: string, end: () => Promise<void>): Promise<void> {
    return this.#inTurn(name, async () => {
      if (this.#lost.delete(name)) return this.ended(name, '');
      if (!this.#running.has(name)) throw new Error(`server ${name} is not running`);
      this.#ending.add(name);
      await end().finally(() => this.#ending.delete(name));
    });
  }

  /**
   * Does an act on a server after those before it, whether they succeed or not: a stop waits for the start
   * that it is to undo, and a start for the stop.
   */
  #inTurn<T>(name: string, act: () => Promise<T>): Promise<T> {
    const before = this.#acts.get(name);
    const known = async () => {
      this.#server(name);
      return act();
    };
    const done = before ? before.then(known) : known();
    const settled: Promise<void> = done
      .then(
        () => {},
        () => {},
      )
      .then(() => {
        if (this.#acts.get(name) === settled) this.#acts.delete(name);
      });
    this.#acts.set(name, settled);
    return done;
  }

  async setHub(name: string, url: string): Promise<void> {
    const outside = this.#topology.outside?.map((hub) => hub.name) ?? [];
    if (!outside.includes(name)) throw new Error(`There is no hub ${name} outside of this lab.`);
    this.#hubs.set(name, leafnodeUrl(url));
  }

  putFile(server: string, path: string, text: string): Promise<void> {
    return this.#inTurn(server, () => this.#runtime.putFile(server, path, text));
  }

  wipeServer(name: string): Promise<void> {
    return this.#inTurn(name, async () => {
      this.#atRest(name);
      await this.#runtime.wipe(name);
    });
  }

  saveDisk = (name: string) => this.#inTurn(name, () => this.#runtime.saveDisk(name));

  restoreDisk(name: string): Promise<void> {
    return this.#inTurn(name, async () => {
      this.#atRest(name);
      await this.#runtime.restoreDisk(name);
    });
  }

  reloadServer(name: string, config: string): Promise<void> {
    return this.#inTurn(name, async () => {
      const running = this.#running.get(name);
      if (running) {
        this.#running.delete(name);
        this.#running.set(name, running);
      }
      await this.#runtime.reload(name, config);
      if (running) running.config = config;
      await this.#reopen(name);
    });
  }

  setLogging(name: string, logging: Logging): Promise<void> {
    return this.#inTurn(name, async () => {
      await this.#runtime.setLogging(name, logging);
      const running = this.#running.get(name);
      if (running) running.logging = logging;
    });
  }

  monitor: Monitor['monitor'] = async (server, ...question) =>
    this.#runtime.monitor(this.#server(server), ...question);

  async cutLink(name: string, how: Cut): Promise<void> {
    const link = this.#known(name);
    if (how === 'refused') await this.#eachListener((listener) => listener.close(), link);
    link.cut(how);
  }

  async healLink(name: string): Promise<void> {
    const link = this.#known(name);
    // Listen first: a link whose port cannot be opened is still cut, and must not say otherwise.
    await this.#eachListener((listener) => listener.reopen(), link);
    link.heal();
  }

  async shapeLink(name: string, weather: LinkWeather): Promise<void> {
    this.#known(name).shape(weather);
  }

  async linkTotals(name: string): Promise<{ out: LinkTotals; in: LinkTotals }> {
    return this.#known(name).totals;
  }

  /**
   * A connection from outside of the network to the client port of a server, or to another port of it, which ends at
   * once when that server crashes.
   */
  async dialClient(server: string, port?: number): Promise<ByteStream> {
    const client = new ClientStream(server, await this.#runtime.dial(server, port));
    this.#clients.add(client);
    client.onEnd = () => this.#clients.delete(client);
    if (this.#crashing.has(server)) client.sever();
    return client;
  }

  /** Stops all servers and listens no more. */
  async close(): Promise<void> {
    // Ignore the refusal of a server that does not run.
    await Promise.all(
      this.#topology.servers.map(({ name }) => this.stopServer(name).catch(() => {})),
    );
    await this.#eachListener((listener) => listener.close());
  }

  /** To be called by the runtime's owner for each line that a server logs. */
  logged(server: string, level: LogLevel, text: string): void {
    this.#log.push({ server, level, text, at: Date.now() });
    this.#flushSoon();
  }

  /** To be called by the runtime's owner when a server has ended, with its last words if any. */
  ended(server: string, reason: string): void {
    this.#running.delete(server);
    this.#events.onServer(server, reason ? { type: 'failed', reason } : { type: 'stopped' });
  }

  /** How many servers are about to start, and how many run. */
  count(): { starting: number; running: number } {
    const all = [...this.#running.values()];
    const running = all.filter(({ up }) => up).length;
    return { starting: all.length - running, running };
  }

  /**
   * To be called by the runtime's owner when servers that share a process have all ended because of one.
   * That one has failed, and those that were to end have ended.
   * @param named the one at fault, if the last words name it; else it is the one that was given a
   *   configuration last
   */
  lost(named: string | undefined, reason: string): void {
    this.#loss = { reason };
    const culprit = named && this.#running.has(named) ? named : [...this.#running.keys()].at(-1);
    for (const name of this.#ending) this.ended(name, '');
    if (culprit) this.ended(culprit, reason);
    for (const [name, running] of this.#running) {
      // A start under way goes on by itself.
      if (!running.up) continue;
      this.#running.delete(name);
      this.#lost.set(name, running);
      this.#events.onServer(name, { type: 'starting' });
      this.logged(name, 'warn', interrupted(culprit!, reason));
    }
  }

  /** To be called once the runtime can start servers again: it starts those that ended through no fault of theirs. */
  async recover(): Promise<void> {
    for (const [name, running] of this.#lost) {
      this.#lost.delete(name);
      await this.#inTurn(name, async () => {
        // Its reader may have been faster.
        if (this.#running.has(name)) return;
        await this.#start(name, { ...running, up: false });
        if (running.logging) await this.#runtime.setLogging(name, running.logging);
      }).catch(() => {
        // Its reason has been told as its state.
      });
    }
  }

  async #resolve(from: string, to: string, port: number): Promise<string> {
    if (from === to || to === 'localhost') return this.#runtime.ownAddress(from, port);
    const hub = this.#hubs.get(to);
    if (!hub && !this.#topology.servers.some(({ name }) => name === to)) {
      throw new NoSuchHost();
    }
    const link = this.#between(from, to);
    const key = `${from}-${to}:${port}`;
    let listener = this.#listeners.get(key);
    if (!listener) {
      const target = () =>
        this.#hubs.has(to) ? this.#dialHub(from, to) : this.#dialServer(to, port, listener!);
      const join = (stream: ByteStream) => {
        if (this.#crashing.has(from) || this.#crashing.has(to)) stream.close();
        else void link.join(from, stream, target);
      };
      listener = { link, to, opened: this.#runtime.listen(port, join) };
      this.#listeners.set(key, listener);
      // Forget a listener that could not be opened: the next request tries again.
      listener.opened.catch(() => this.#listeners.delete(key));
    }
    return (await listener.opened).address;
  }

  async #dialHub(from: string, hub: string): Promise<ByteStream> {
    try {
      return await this.#runtime.dialHub(this.#hubs.get(hub)!);
    } catch (error) {
      // The server itself learns only that its connection was closed.
      this.logged(from, 'warn', errorText(error));
      throw error;
    }
  }

  /**
   * Dials a port of a server. Where it does not listen, those that dial it from now on are refused, as by its machine:
   * the first one was let in before that was known, and is only hung up on.
   */
  async #dialServer(to: string, port: number, listener: LinkListener): Promise<ByteStream> {
    try {
      return await this.#runtime.dial(to, port);
    } catch (error) {
      // One that starts or stops right now tells by itself.
      if (this.#running.get(to)?.up && !this.#ending.has(to)) {
        listener.shut = true;
        await (await listener.opened).close();
      }
      throw error;
    }
  }

  /** Listens again for a server whose configuration may have another port now. */
  async #reopen(to: string): Promise<void> {
    for (const listener of this.#listeners.values()) {
      if (listener.to !== to || !listener.shut) continue;
      listener.shut = false;
      if (!listener.link.isRefused) await (await listener.opened).reopen();
    }
  }

  /** Acts on the listeners of a link, or on all. */
  async #eachListener(act: (listener: Listener) => Promise<void>, of?: Link): Promise<void> {
    const listeners = [...this.#listeners.values()].filter(({ link }) => !of || link === of);
    await Promise.all(
      listeners.map(async ({ opened }) => {
        // The server that asked for one that cannot be opened is told so.
        const listener = await opened.catch(() => undefined);
        if (listener) await act(listener);
      }),
    );
  }

  /** @throws Error if a server runs: its disk must not be changed then */
  #atRest(name: string): void {
    if (this.#running.has(name) || this.#lost.has(name)) {
      throw new Error(`server ${name} is running: stop it first`);
    }
  }

  /**
   * Answers the name of a server of this topology.
   * @throws Error on another: a page may say any, and a runtime would make a server of it
   */
  #server(name: string): string {
    const names = this.#topology.servers.map((server) => server.name);
    if (names.includes(name)) return name;
    throw new Error(`There is no server ${name}. There are: ${names.join(', ')}.`);
  }

  #known(name: string): Link {
    const link = this.#links.get(name);
    if (link) return link;
    const known = [...this.#links.keys()].join(', ');
    throw new Error(`There is no link ${name}. There are: ${known}.`);
  }

  /**
   * The link from one server to another. Members of a cluster, and gateways, tell each other of themselves, so that
   * such a link may be dialled from its other end. One that the topology does not draw is a leaf connection.
   */
  #between(from: string, to: string): Link {
    const name = `${from}-${to}`;
    const reverse = this.#links.get(`${to}-${from}`);
    const drawn =
      this.#links.get(name) ?? (reverse && reverse.spec.kind !== 'leaf' ? reverse : undefined);
    return drawn ?? this.#addLink({ name, kind: 'leaf', from, to });
  }

  #addLink(spec: LinkSpec): Link {
    const link = new Link(
      spec,
      {
        state: (state) => this.#events.onLink(spec.name, state),
        wire: (events) => {
          for (const event of events) {
            this.#wire.push(Object.assign(event, { seq: this.#seq++ }));
          }
          this.#flushSoon();
        },
      },
      this.#reading,
    );
    this.#links.set(spec.name, link);
    return link;
  }

  #flushSoon(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    setTimeout(() => {
      this.#flushing = false;
      if (this.#log.length) this.#events.onLog(this.#log);
      if (this.#wire.length) this.#events.onWire(this.#wire);
      this.#log = [];
      this.#wire = [];
    }, gather);
  }
}

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
  readonly #listeners = new Map<string, { link: Link; opened: Promise<Listener> }>();
  /** Hubs elsewhere: their URLs, by name. */
  readonly #hubs = new Map<string, string>();
  readonly #clients = new Set<ClientStream>();
  /** Servers that start or run. */
  readonly #running = new Set<string>();
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

  async startServer(name: string, config: string): Promise<void> {
    this.#server(name);
    if (this.#running.has(name)) throw new Error(`server ${name} is already running`);
    this.#running.add(name);
    this.#events.onServer(name, { type: 'starting' });
    try {
      await this.#runtime.start(name, config, (host, port) => this.#resolve(name, host, port));
    } catch (error) {
      this.#running.delete(name);
      this.#events.onServer(name, { type: 'failed', reason: errorText(error) });
      throw error;
    }
    this.#events.onServer(name, { type: 'running', version: this.#runtime.version });
  }

  async stopServer(name: string): Promise<void> {
    await this.#runtime.stop(this.#server(name));
  }

  async crashServer(name: string): Promise<void> {
    // Refuse before the runtime puts the disk aside: a second crash would leave that copy behind.
    if (!this.#running.has(name) || this.#crashing.has(name)) {
      throw new Error(`server ${name} is not running`);
    }
    this.#crashing.add(name);
    // First all that would carry its last words, then the server itself, in one go.
    for (const link of this.#links.values()) {
      if (link.spec.from === name || link.spec.to === name) link.sever();
    }
    for (const client of this.#clients) {
      if (client.server === name) client.sever();
    }
    await this.#runtime.crash(name).finally(() => this.#crashing.delete(name));
  }

  async setHub(name: string, url: string): Promise<void> {
    const outside = this.#topology.outside?.map((hub) => hub.name) ?? [];
    if (!outside.includes(name)) throw new Error(`There is no hub ${name} outside of this lab.`);
    this.#hubs.set(name, leafnodeUrl(url));
  }

  async putFile(server: string, path: string, text: string): Promise<void> {
    await this.#runtime.putFile(this.#server(server), path, text);
  }

  async wipeServer(name: string): Promise<void> {
    this.#atRest(name);
    await this.#runtime.wipe(name);
  }

  async saveDisk(name: string): Promise<void> {
    await this.#runtime.saveDisk(this.#server(name));
  }

  async restoreDisk(name: string): Promise<void> {
    this.#atRest(name);
    await this.#runtime.restoreDisk(name);
  }

  async reloadServer(name: string, config: string): Promise<void> {
    await this.#runtime.reload(this.#server(name), config);
  }

  async setLogging(name: string, logging: Logging): Promise<void> {
    await this.#runtime.setLogging(this.#server(name), logging);
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

  /** A connection to the client port of a server, which ends at once when that server crashes. */
  async dialClient(server: string): Promise<ByteStream> {
    const client = new ClientStream(server, await this.#runtime.dial(server));
    this.#clients.add(client);
    client.onEnd = () => this.#clients.delete(client);
    if (this.#crashing.has(server)) client.sever();
    return client;
  }

  /** Stops all servers and listens no more. */
  async close(): Promise<void> {
    // Ignore the refusal of a server that does not run.
    await Promise.all(
      this.#topology.servers.map(({ name }) => this.#runtime.stop(name).catch(() => {})),
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

  async #resolve(from: string, to: string, port: number): Promise<string> {
    const hub = this.#hubs.get(to);
    if (!hub && !this.#topology.servers.some(({ name }) => name === to)) {
      throw new NoSuchHost();
    }
    if (from === to) return this.#runtime.ownAddress(to, port);
    const link = this.#between(from, to);
    const key = `${from}-${to}:${port}`;
    let listener = this.#listeners.get(key);
    if (!listener) {
      const target = () =>
        this.#hubs.has(to) ? this.#dialHub(from, to) : this.#runtime.dial(to, port);
      const join = (stream: ByteStream) => {
        if (this.#crashing.has(from) || this.#crashing.has(to)) stream.close();
        else void link.join(from, stream, target);
      };
      listener = { link, opened: this.#runtime.listen(port, join) };
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
    this.#server(name);
    if (this.#running.has(name)) throw new Error(`server ${name} is running: stop it first`);
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
   * The link from one server to another. Members of a cluster tell each other of themselves, so that a
   * route may be dialled from its other end. One that the topology does not draw is a leaf connection.
   */
  #between(from: string, to: string): Link {
    const name = `${from}-${to}`;
    const reverse = this.#links.get(`${to}-${from}`);
    const drawn = this.#links.get(name) ?? (reverse?.spec.kind === 'route' ? reverse : undefined);
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

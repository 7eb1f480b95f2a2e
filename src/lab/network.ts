import type { ByteStream } from './bytes.ts';
import type { LabHost, LabHostEvents, LogLevel, LogLine, MonitorPage } from './host.ts';
import { Link } from './link.ts';
import type { Listener, Runtime } from './runtime.ts';
import type { Topology } from './topology.ts';
import type { WireEvent } from './wire/event.ts';

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
  readonly #links = new Map<string, Link>();
  /** One for each link and port that a configuration has named. */
  readonly #listeners = new Map<string, Promise<Listener>>();
  #wire: WireEvent[] = [];
  #log: LogLine[] = [];
  #seq = 0;
  #flushing = false;

  constructor(topology: Topology, runtime: Runtime, events: LabHostEvents) {
    this.#topology = topology;
    this.#runtime = runtime;
    this.#events = events;
  }

  async startServer(name: string, config: string): Promise<void> {
    this.#events.onServer(name, { type: 'starting' });
    try {
      await this.#runtime.start(name, config, (host, port) => this.#resolve(name, host, port));
    } catch (error) {
      this.#events.onServer(name, { type: 'failed', reason: words(error) });
      throw error;
    }
    this.#events.onServer(name, { type: 'running', version: this.#runtime.version });
  }

  async stopServer(name: string): Promise<void> {
    await this.#runtime.stop(name);
  }

  async reloadServer(name: string, config: string): Promise<void> {
    await this.#runtime.reload(name, config);
  }

  async monitor(name: string, page: MonitorPage, options?: object): Promise<unknown> {
    return this.#runtime.monitor(name, page, options);
  }

  /** A connection to the client port of a server. */
  async dialClient(server: string): Promise<ByteStream> {
    return this.#runtime.dial(server);
  }

  /** To be called by the runtime's owner for each line that a server logs. */
  logged(server: string, level: LogLevel, text: string): void {
    this.#log.push({ server, level, text, at: Date.now() });
    this.#flushSoon();
  }

  /** To be called by the runtime's owner when a server has ended, with its last words if any. */
  ended(server: string, reason: string): void {
    this.#events.onServer(server, reason ? { type: 'failed', reason } : { type: 'stopped' });
  }

  async #resolve(from: string, to: string, port: number): Promise<string> {
    if (!this.#topology.servers.some(({ name }) => name === to)) throw new Error('no such host');
    const link = this.#link(from, to);
    const key = `${link.spec.name}:${port}`;
    let listener = this.#listeners.get(key);
    if (!listener) {
      const onStream = (stream: ByteStream) =>
        void link.join(stream, () => this.#runtime.dial(to, port));
      listener = this.#runtime.listen(port, onStream);
      this.#listeners.set(key, listener);
    }
    return (await listener).address;
  }

  #link(from: string, to: string): Link {
    const name = `${from}-${to}`;
    let link = this.#links.get(name);
    if (!link) {
      link = new Link(
        { name, from, to },
        {
          state: (state) => this.#events.onLink(name, state),
          wire: (events) => {
            for (const event of events) this.#wire.push({ ...event, seq: this.#seq++ });
            this.#flushSoon();
          },
        },
      );
      this.#links.set(name, link);
    }
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

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

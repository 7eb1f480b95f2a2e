import type { ByteStream } from './bytes.ts';
import { Course, type Lane } from './course.ts';
import type { Cut, LinkState, LinkTotals, LinkWeather, Reading } from './host.ts';
import type { LinkSpec } from '../topology/topology.ts';
import type { Frame, Op, WireEvent } from '../wire/event.ts';
import type { Protocol } from '../wire/grammar.ts';
import { FrameReader } from '../wire/reader.ts';

/** The events of a link. */
export interface LinkEvents {
  state(state: LinkState): void;
  wire(events: Omit<WireEvent, 'seq'>[]): void;
}

/** Operations that servers send before they have agreed to a link, or when they do not agree. */
const handshake = new Set<Op>(['INFO', 'CONNECT', '-ERR', 'garbage']);

/** One connection on a link: its end at each server. */
interface Connection {
  ends: Record<string, ByteStream>;
  /** One for each direction. */
  lanes: Lane[];
  /** Set once severed: from then on no bytes cross, those under way included. */
  severed: boolean;
}

/**
 * The path between a server that dials and one that listens. It carries each connection's bytes as
 * they are, and reads them on the way. It can be cut and made slow.
 */
export class Link {
  readonly spec: LinkSpec;
  readonly #events: LinkEvents;
  readonly #reading: boolean;
  readonly #connections = new Set<Connection>();
  /** Connections dialled while the link was cut silently. */
  readonly #waiting = new Set<ByteStream>();
  readonly #course = new Course();
  readonly #totals: { out: LinkTotals; in: LinkTotals } = { out: nothing(), in: nothing() };
  /** How often all connections have been closed. */
  #severed = 0;
  /** Connections on which both servers are past the handshake. */
  #established = 0;
  #cut: Cut | undefined;
  /** The state that was told last, as JSON: only a change is told. */
  #told = JSON.stringify({ type: 'down' } satisfies LinkState);

  constructor(spec: LinkSpec, events: LinkEvents, { reading = true }: Reading = {}) {
    this.spec = spec;
    this.#events = events;
    this.#reading = reading;
  }

  /**
   * Bytes and frames delivered so far: `out` from the dialling server, `in` to it. Frames queued by a
   * silent cut are not counted.
   */
  get totals(): { out: LinkTotals; in: LinkTotals } {
    return { out: { ...this.#totals.out }, in: { ...this.#totals.in } };
  }

  /**
   * Cuts the link. `refused`: as if the listening end were gone, each connection is closed and a new
   * one is turned away. `silent`: as if a cable were pulled, no bytes arrive and neither end is told.
   */
  cut(how: Cut): void {
    this.#cut = how;
    this.#course.hold();
    if (how === 'refused') this.sever();
    this.#tell();
  }

  /** Whether it is cut so that who dials is turned away. */
  get isRefused(): boolean {
    return this.#cut === 'refused';
  }

  /** Mends the link. Chunks that a silent cut held back arrive, as a network would send them again. */
  heal(): void {
    this.#cut = undefined;
    this.#course.release();
    this.#tell();
  }

  /** Makes the link slow or narrow, from the next bytes on. */
  shape(weather: LinkWeather): void {
    this.#course.weather = weather;
    this.#tell();
  }

  /** Closes all connections, without a word on the wire. */
  sever(): void {
    this.#severed++;
    for (const dialler of this.#waiting) dialler.close();
    for (const connection of this.#connections) {
      connection.severed = true;
      for (const end of Object.values(connection.ends)) end.close();
    }
  }

  /**
   * Joins a dialling connection to its target until either end closes.
   * @param by the server that dialled: on a route it may be either
   */
  async join(
    by: string,
    dialling: ByteStream,
    dialTarget: () => Promise<ByteStream>,
  ): Promise<void> {
    if (this.#cut === 'refused') return dialling.close();
    const severed = this.#severed;
    const dialler = this.#cut === 'silent' ? await this.#wait(dialling) : dialling;
    if (!dialler) return;
    let target: ByteStream;
    try {
      target = await dialTarget();
    } catch {
      // The target has no listener: close, so that the dialler learns it.
      dialler.close();
      return;
    }
    if (severed !== this.#severed) {
      // It was cut, or a server crashed, while this connection was being made.
      dialler.close();
      target.close();
      return;
    }
    const { from, to } = this.spec;
    const ends =
      by === from ? { [from]: dialler, [to]: target } : { [from]: target, [to]: dialler };
    const connection: Connection = { ends, lanes: [], severed: false };
    this.#connections.add(connection);
    const taken = new Set<string>();
    const note = (sender: string) => (frame: Frame) => {
      if (taken.has(sender) || handshake.has(frame.op)) return;
      taken.add(sender);
      if (taken.size === 2) this.#count(1);
    };
    await Promise.all([
      this.#carry(connection, 'out', note(from)),
      this.#carry(connection, 'in', note(to)),
    ]);
    this.#connections.delete(connection);
    if (taken.size === 2) this.#count(-1);
  }

  /**
   * Keeps a dialler waiting during a silent cut: the listening server does not hear of it.
   * @returns the dialler, its bytes unread, or undefined if it has given up
   */
  async #wait(dialler: ByteStream): Promise<ByteStream | undefined> {
    let ahead: Promise<Uint8Array | null> | undefined = dialler.read();
    const released = this.#course.released().then(() => false);
    this.#waiting.add(dialler);
    const ended = await Promise.race([
      ahead.then((chunk) => chunk === null || released),
      released,
    ]).catch(() => true);
    this.#waiting.delete(dialler);
    if (ended) {
      dialler.close();
      return undefined;
    }
    return {
      read: () => {
        const next = ahead ?? dialler.read();
        ahead = undefined;
        return next;
      },
      write: (chunk) => dialler.write(chunk),
      close: () => dialler.close(),
    };
  }

  async #carry(
    connection: Connection,
    way: 'out' | 'in',
    onFrame: (frame: Frame) => void,
  ): Promise<void> {
    const { name } = this.spec;
    const [from, to] =
      way === 'out' ? [this.spec.from, this.spec.to] : [this.spec.to, this.spec.from];
    const [source, sink] = [connection.ends[from]!, connection.ends[to]!];
    const totals = this.#totals[way];
    const reader = this.#reading ? new FrameReader(protocolOf(this.spec)) : undefined;
    const where = { link: name, from, to };
    const crosses = (chunk: Uint8Array, frames: Frame[]) => {
      totals.bytes += chunk.length;
      totals.frames += frames.length;
      if (frames.length === 0) return;
      // In place: this is done for each frame, and copies of them all would be felt.
      const more = { at: Date.now(), ...where };
      this.#events.wire(frames.map((frame) => Object.assign(frame, more)));
    };
    /** Frames of the chunks that a silent cut holds. */
    const held = new Map<Uint8Array, Frame[]>();
    const lane = this.#course.lane(async (chunk) => {
      if (connection.severed) return;
      const frames = held.size > 0 ? held.get(chunk) : undefined;
      if (frames && held.delete(chunk)) crosses(chunk, frames);
      await sink.write(chunk);
    });
    connection.lanes.push(lane);
    try {
      for (let chunk = await source.read(); chunk; chunk = await source.read()) {
        if (connection.severed) break;
        const frames = reader?.push(chunk) ?? [];
        if (this.#cut) {
          held.set(chunk, frames);
          const more = { at: Date.now(), ...where, held: true as const };
          if (frames.length) this.#events.wire(frames.map((frame) => ({ ...frame, ...more })));
        } else {
          crosses(chunk, frames);
        }
        await lane.send(chunk);
        // Only now: a listener may use the link as soon as it is up.
        frames.forEach(onFrame);
      }
      await lane.drained();
    } catch {
      // A connection that breaks ends the pipe, as one that closes does.
    } finally {
      // What is under way the other way arrives, as it would at a machine: its server has sent it before.
      if (!connection.severed) await Promise.all(connection.lanes.map((each) => each.drained()));
      source.close();
      sink.close();
    }
  }

  #count(change: 1 | -1): void {
    this.#established += change;
    this.#tell();
  }

  #tell(): void {
    const state = this.#state();
    const text = JSON.stringify(state);
    if (text === this.#told) return;
    this.#told = text;
    this.#events.state(state);
  }

  #state(): LinkState {
    const { weather } = this.#course;
    if (this.#cut) return { type: 'cut', how: this.#cut };
    if (this.#established === 0) return { type: 'down' };
    const calm = !weather.delay && !weather.jitter && !weather.bandwidth;
    return calm ? { type: 'up' } : { type: 'up', weather };
  }
}

/** Between gateways, servers speak as on routes. */
const protocolOf = ({ kind }: LinkSpec): Protocol => (kind === 'gateway' ? 'route' : kind);

const nothing = (): LinkTotals => ({ bytes: 0, frames: 0 });

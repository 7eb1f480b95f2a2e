import type { ByteStream } from './bytes.ts';
import type { LinkSpec } from './topology.ts';
import type { LinkState } from './host.ts';
import type { Frame, Op, WireEvent } from './wire/event.ts';
import { FrameReader } from './wire/reader.ts';

/** What a link tells of itself. */
export interface LinkEvents {
  state(state: LinkState): void;
  wire(events: Omit<WireEvent, 'seq'>[]): void;
}

/** What servers say before they have agreed to a link, or when they do not. */
const handshake = new Set<Op>(['INFO', 'CONNECT', '-ERR', 'garbage']);

/**
 * The path between a server that dials and one that listens. It carries each connection's bytes as
 * they are, and reads them on the way.
 */
export class Link {
  readonly spec: LinkSpec;
  readonly #events: LinkEvents;
  /** Connections on which both servers are past the handshake. */
  #established = 0;

  constructor(spec: LinkSpec, events: LinkEvents) {
    this.spec = spec;
    this.#events = events;
  }

  /** Joins a dialling connection to its target until either end closes. */
  async join(dialler: ByteStream, dialTarget: () => Promise<ByteStream>): Promise<void> {
    let target: ByteStream;
    try {
      target = await dialTarget();
    } catch {
      // Nobody listens there; closing is how the dialler learns it.
      dialler.close();
      return;
    }
    const { from, to } = this.spec;
    const taken = new Set<string>();
    const note = (sender: string) => (frame: Frame) => {
      if (taken.has(sender) || handshake.has(frame.op)) return;
      taken.add(sender);
      if (taken.size === 2) this.#count(1);
    };
    await Promise.all([
      this.#carry(dialler, target, from, to, note(from)),
      this.#carry(target, dialler, to, from, note(to)),
    ]);
    if (taken.size === 2) this.#count(-1);
  }

  async #carry(
    source: ByteStream,
    sink: ByteStream,
    from: string,
    to: string,
    onFrame: (frame: Frame) => void,
  ): Promise<void> {
    const reader = new FrameReader('leaf');
    try {
      for (let chunk = await source.read(); chunk; chunk = await source.read()) {
        const at = Date.now();
        const frames = reader.push(chunk);
        frames.forEach(onFrame);
        this.#events.wire(
          frames.map((frame) => ({ ...frame, at, link: this.spec.name, from, to })),
        );
        await sink.write(chunk);
      }
    } catch {
      // A connection that breaks ends the pipe, as one that closes does.
    } finally {
      source.close();
      sink.close();
    }
  }

  #count(change: 1 | -1): void {
    const before = this.#established;
    this.#established += change;
    if (before === 0) this.#events.state({ type: 'up' });
    if (this.#established === 0) this.#events.state({ type: 'down' });
  }
}

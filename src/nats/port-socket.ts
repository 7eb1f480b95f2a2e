type Handler<E> = ((event: E) => void) | null;

/** The words of the error with which nats.ws rejects then. */
const refused = 'the server takes no connection now';

/** As much of a WebSocket as nats.ws uses, over a message port. See `ClientEndpoint`. */
class PortSocket {
  binaryType = 'arraybuffer';
  bufferedAmount = 0;
  onopen: Handler<Event> = null;
  onmessage: Handler<{ data: ArrayBuffer }> = null;
  onclose: Handler<{ wasClean: boolean; code: number; reason: string }> = null;
  onerror: Handler<Event> = null;
  readonly #port: MessagePort;
  #closed = false;
  #answered = false;

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<ArrayBuffer | null>) => {
      if (!data) return this.#end();
      this.#answered = true;
      this.onmessage?.({ data });
    };
    queueMicrotask(() => this.onopen?.(new Event('open')));
  }

  send(data: ArrayBuffer | Uint8Array): void {
    if (this.#closed) return;
    // A copy, which the port takes away: nats.ws keeps its bytes, and may send a part of a larger buffer.
    const { buffer } = new Uint8Array(data).slice();
    this.#port.postMessage(buffer, [buffer]);
  }

  close(): void {
    this.#port.postMessage(null);
    this.#end();
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#port.close();
    queueMicrotask(() => {
      // As a WebSocket that is refused: nats.ws does not take a mere close for an end before it has
      // heard of the server, and would wait for its whole timeout.
      if (!this.#answered) this.onerror?.(Object.assign(new Event('error'), { message: refused }));
      this.onclose?.({ wasClean: true, code: 1000, reason: '' });
    });
  }
}

/** A socket for nats.ws whose bytes travel over a message port. */
export function portSocket(port: MessagePort): WebSocket {
  return new PortSocket(port) as unknown as WebSocket;
}

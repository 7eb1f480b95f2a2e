import { pipeMessage } from './line-protocol.ts';
import type { WholeLine } from './whole-line.ts';

/** How much may wait for the other end, in bytes, before a client's connection ends, as a server ends a slow one's. */
const room = 16 << 20;

/** Clients' connections that cross a line: each is a message port at either end, as `ClientEndpoint` has it. */
export class Pipes {
  readonly #line: () => WholeLine;
  readonly #ports = new Map<number, MessagePort>();

  constructor(line: () => WholeLine) {
    this.#line = line;
  }

  get size(): number {
    return this.#ports.size;
  }

  has(pipe: number): boolean {
    return this.#ports.has(pipe);
  }

  open(pipe: number, port: MessagePort): void {
    this.#ports.set(pipe, port);
    port.onmessage = ({ data }: MessageEvent<ArrayBuffer | null>) => {
      if (!this.#ports.has(pipe)) return;
      if (data && this.#line().waiting() < room) {
        if (data.byteLength > 0) this.#line().send(pipeMessage(pipe, new Uint8Array(data)));
        return;
      }
      this.#line().send(pipeMessage(pipe, new Uint8Array()));
      this.end(pipe);
    };
  }

  /** Hands on what came for a pipe. Bytes of one that has ended are ignored. */
  take(pipe: number, bytes: Uint8Array<ArrayBuffer>): void {
    const { buffer } = bytes;
    if (bytes.length === 0) this.end(pipe);
    else this.#ports.get(pipe)?.postMessage(buffer, [buffer]);
  }

  /** Ends a pipe at this end. */
  end(pipe: number): void {
    const port = this.#ports.get(pipe);
    if (!port) return;
    this.#ports.delete(pipe);
    port.postMessage(null);
    port.close();
  }

  /** Ends all of them, at both ends. */
  endAll(): void {
    for (const pipe of [...this.#ports.keys()]) {
      this.#line().send(pipeMessage(pipe, new Uint8Array()));
      this.end(pipe);
    }
  }
}

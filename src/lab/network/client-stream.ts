import type { ByteStream } from './bytes.ts';

/** A client's connection to a server that can be severed: from then on no bytes cross it. */
export class ClientStream implements ByteStream {
  readonly server: string;
  readonly #stream: ByteStream;
  #severed = false;
  /** Called once the connection has ended. */
  onEnd: () => void = () => {};

  constructor(server: string, stream: ByteStream) {
    this.server = server;
    this.#stream = stream;
  }

  async read(): Promise<Uint8Array | null> {
    const chunk = this.#severed ? null : await this.#stream.read();
    if (chunk && !this.#severed) return chunk;
    this.onEnd();
    return null;
  }

  async write(chunk: Uint8Array): Promise<void> {
    if (this.#severed) throw new Error('connection is closed');
    await this.#stream.write(chunk);
  }

  close(): void {
    this.#stream.close();
    this.onEnd();
  }

  sever(): void {
    this.#severed = true;
    this.close();
  }
}

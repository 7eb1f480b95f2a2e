/**
 * One end of a byte pipe: a TCP connection, a connection of the in-process network of the tab, or a
 * WebSocket. Reading is by pull, so a reader that waits holds its writer back.
 */
export interface ByteStream {
  /**
   * Reads the next bytes, in order, or null once the other end has closed. A chunk is never empty. It
   * is the whole of an ArrayBuffer that the stream keeps no hold of, so the reader may transfer the
   * buffer.
   */
  read(): Promise<Uint8Array | null>;
  /** Resolves when the bytes are accepted; rejects if the stream is closed. */
  write(chunk: Uint8Array): Promise<void>;
  /** Closes both directions. Safe to call twice. */
  close(): void;
}

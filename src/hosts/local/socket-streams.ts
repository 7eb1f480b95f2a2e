import { once } from 'node:events';
import { connect, createServer, Socket, type Server } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ByteStream } from '../../lab/network/bytes.ts';
import type { Listener } from '../../lab/network/server-runtime.ts';
import { errorText } from '../../lab/error-text.ts';
import { freePort } from './ports.ts';

/** A TCP connection as a byte stream. A connection that breaks ends as one that is closed. */
export function socketStream(socket: Duplex): ByteStream {
  if (socket instanceof Socket) socket.setNoDelay(true);
  // Ignore errors here: reads and writes report them.
  socket.on('error', () => {});
  const chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  return {
    read: async () => {
      const next = await chunks.next().catch(() => undefined);
      return !next || next.done ? null : whole(next.value);
    },
    write: async (chunk) => {
      if (!socket.writable) throw new Error('the connection is closed');
      if (socket.write(chunk)) return;
      const ended = new AbortController();
      const end = () => ended.abort(new Error('the connection is closed'));
      socket.once('close', end);
      try {
        await once(socket, 'drain', { signal: ended.signal });
      } finally {
        socket.off('close', end);
      }
    },
    close: () => void socket.destroy(),
  };
}

/** The chunk itself, or a copy if it shares its ArrayBuffer: Node cuts small ones from a pool. */
const whole = (chunk: Uint8Array): Uint8Array =>
  chunk.byteLength === chunk.buffer.byteLength ? chunk : new Uint8Array(chunk);

/** Connects to a port of 127.0.0.1. */
export async function dialPort(port: number): Promise<ByteStream> {
  const socket = connect({ port, host: '127.0.0.1' });
  await once(socket, 'connect');
  return socketStream(socket);
}

/** Listens on a free port of 127.0.0.1. */
export async function listenAnywhere(onStream: (stream: ByteStream) => void): Promise<Listener> {
  const port = await freePort();
  let server: Server | undefined;
  const reopen = async () => {
    if (server) return;
    const next = createServer((socket) => onStream(socketStream(socket)));
    server = next;
    next.listen(port, '127.0.0.1');
    try {
      await once(next, 'listening');
    } catch (error) {
      server = undefined;
      throw new Error(
        `Port ${port} of 127.0.0.1, where this link listens, could not be opened (${errorText(error)}). End the program that has it, and try again.`,
        { cause: error },
      );
    }
    // A connection that could not be accepted, such as one too many for this process, ends no server.
    next.on('error', () => {});
  };
  await reopen();
  return {
    address: `127.0.0.1:${port}`,
    reopen,
    close: async () => {
      // Not awaited: it ends when the last connection does, and those stay.
      server?.close();
      server = undefined;
    },
  };
}

import type { ByteStream } from '../../lab/network/bytes.ts';

/** How much may wait to be sent before a writer does, in bytes, and how often it looks, in milliseconds. */
const room = 1 << 20;
const look = 10;
/** How long a hub may take to take the connection, in milliseconds: the leaf has given up long before. */
const patience = 10_000;

/**
 * A byte stream to a hub's WebSocket listener. The leaf speaks its protocol as over TCP; the frames
 * are the browser's.
 * Rejects if the connection is not taken.
 */
export function dialWebSocket(url: string): Promise<ByteStream> {
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  const arrived: Uint8Array[] = [];
  let closed = false;
  let wake: () => void = () => {};

  socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
    if (data.byteLength > 0) arrived.push(new Uint8Array(data));
    wake();
  };
  const stream: ByteStream = {
    read: async () => {
      while (arrived.length === 0 && !closed) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return arrived.shift() ?? null;
    },
    write: async (chunk) => {
      if (closed) throw new Error('connection is closed');
      socket.send(chunk);
      // A WebSocket has no event for "sent", so poll its buffer.
      while (socket.bufferedAmount > room && socket.readyState === WebSocket.OPEN) {
        await new Promise((resolve) => setTimeout(resolve, look));
      }
    },
    close: () => socket.close(),
  };
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => socket.close(), patience);
    // Why it failed, a browser keeps to itself. Node tells of a failure by an error alone.
    const end = () => {
      clearTimeout(late);
      closed = true;
      wake();
      reject(new Error(`${url} did not take the connection.`));
    };
    socket.onopen = () => {
      clearTimeout(late);
      resolve(stream);
    };
    socket.onerror = end;
    socket.onclose = end;
  });
}

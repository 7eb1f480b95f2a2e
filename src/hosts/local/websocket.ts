import { once } from 'node:events';
import { createWebSocketStream, WebSocket } from 'ws';
import type { ByteStream } from '../../lab/network/bytes.ts';
import { socketStream } from './socket-streams.ts';
import { errorText } from '../../lab/error-text.ts';

/** How long a hub may take to take the connection, in milliseconds: the leaf has given up long before. */
const patience = 10_000;

/**
 * Opens a byte stream over a WebSocket: writes are sent as binary messages, and reads answer their
 * content. Node has a WebSocket of its own only from version 22 on.
 * Rejects if the connection is not taken.
 */
export async function dialWebSocket(url: string): Promise<ByteStream> {
  const socket = new WebSocket(url, { perMessageDeflate: false, handshakeTimeout: patience });
  // A connection may fail more than once, and the stream listens to the first failure alone.
  socket.on('error', () => {});
  // Before it opens: a server's first words may come in the same bytes as its consent.
  const stream = socketStream(createWebSocketStream(socket));
  try {
    await once(socket, 'open');
  } catch (error) {
    throw new Error(`${url} did not take the connection (${errorText(error)}).`, {
      cause: error,
    });
  }
  return stream;
}

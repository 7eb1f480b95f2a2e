import type { ByteStream } from '../../lab/bytes.ts';

/** How much may wait to be sent before a writer does, in bytes, and how often it looks, in milliseconds. */
const room = 1 << 20;
const look = 10;

/**
 * The address at which a hub takes leaf nodes over WebSocket: what nats-server itself makes of a
 * `ws://` remote. A path in front stays, for a proxy.
 * @throws Error that says what is wrong with the URL
 */
export function leafnodeUrl(hub: string): string {
  let url: URL;
  try {
    url = new URL(hub);
  } catch {
    throw new Error(`${hub} is no URL. Give one such as wss://hub.example.org:443.`);
  }
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') {
    throw new Error(`A browser reaches a hub by ws:// or wss://, not by ${url.protocol}//.`);
  }
  url.pathname = `${url.pathname.replace(/\/(leafnode)?$/, '')}/leafnode`;
  return url.href;
}

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
      // A WebSocket tells nobody when it has sent.
      while (socket.bufferedAmount > room && socket.readyState === WebSocket.OPEN) {
        await new Promise((resolve) => setTimeout(resolve, look));
      }
    },
    close: () => socket.close(),
  };
  return new Promise((resolve, reject) => {
    socket.onopen = () => resolve(stream);
    socket.onclose = ({ code, reason }) => {
      closed = true;
      wake();
      reject(new Error(`${url} did not take the connection (${code}${reason && `, ${reason}`}).`));
    };
  });
}

import { randomBytes } from 'node:crypto';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Duplex } from 'node:stream';
import type { ByteStream } from '../../lab/bytes.ts';
import { socketStream } from './streams.ts';

const op = { binary: 2, close: 8, ping: 9, pong: 10 };
/** That this frame is the last of its message. */
const final = 0x80;
const masked = 0x80;

/**
 * A byte stream over a WebSocket: what is written goes as binary messages, and what they carry is
 * read. Node has a WebSocket of its own only from version 22 on.
 * Rejects if the connection is not taken.
 */
export async function dialWebSocket(url: string): Promise<ByteStream> {
  const { socket, head } = await upgrade(url);
  const stream = socketStream(socket);
  let received = Buffer.from(head);
  const send = (code: number, payload: Uint8Array) => stream.write(frame(code, payload));

  return {
    read: async () => {
      for (;;) {
        const next = parseFrame(received);
        if (!next) {
          const chunk = await stream.read();
          if (!chunk) return null;
          received = Buffer.concat([received, chunk]);
          continue;
        }
        received = received.subarray(next.size);
        if (next.code === op.close) {
          stream.close();
          return null;
        }
        if (next.code === op.ping) await send(op.pong, next.payload).catch(() => {});
        // A message in several frames is as many chunks.
        else if (next.code <= op.binary && next.payload.length) return new Uint8Array(next.payload);
      }
    },
    write: (chunk) => send(op.binary, chunk),
    close: () => {
      void send(op.close, new Uint8Array()).catch(() => {});
      stream.close();
    },
  };
}

function upgrade(url: string): Promise<{ socket: Duplex; head: Buffer }> {
  const request = url.startsWith('wss:') ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const refused = (why: string) => new Error(`${url} did not take the connection (${why}).`);
    request(url.replace(/^ws/, 'http'), {
      agent: false,
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
      },
    })
      .on('upgrade', (_: IncomingMessage, socket: Duplex, head: Buffer) =>
        resolve({ socket, head }),
      )
      .on('response', (response: IncomingMessage) => {
        response.resume();
        reject(refused(`${response.statusCode} ${response.statusMessage}`));
      })
      .on('error', (error) => reject(refused(error.message)))
      .end();
  });
}

/** A whole frame, as a client sends it: masked. */
function frame(code: number, payload: Uint8Array): Buffer {
  const long = payload.length < 126 ? 0 : payload.length < 1 << 16 ? 2 : 8;
  const header = Buffer.alloc(2 + long);
  header[0] = final | code;
  header[1] = masked | (long === 0 ? payload.length : long === 2 ? 126 : 127);
  if (long === 2) header.writeUInt16BE(payload.length, 2);
  if (long === 8) header.writeBigUInt64BE(BigInt(payload.length), 2);
  const mask = randomBytes(4);
  return Buffer.concat([header, mask, payload.map((byte, i) => byte ^ mask[i & 3]!)]);
}

/** The frame at the start of what was received, if it is all there. Servers do not mask. */
function parseFrame(bytes: Buffer): { code: number; payload: Buffer; size: number } | undefined {
  if (bytes.length < 2) return undefined;
  const short = bytes[1]! & 0x7f;
  const start = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < start) return undefined;
  const length =
    short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const size = start + length;
  if (bytes.length < size) return undefined;
  return { code: bytes[0]! & 0x0f, payload: bytes.subarray(start, size), size };
}

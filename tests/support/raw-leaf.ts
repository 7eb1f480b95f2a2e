import { connect } from 'node:net';
import { expect, vi } from 'vitest';
import { patience } from './pass.ts';

/** A program that speaks the leaf protocol, and keeps to no permission. */
export interface RawLeaf {
  /** Sends a message, as a leaf's server does. */
  send: (subject: string, body?: string) => void;
  /** Answers all that the hub has sent. */
  heard: () => string;
  /** Resolves with the time when the connection has ended; `performance.now()`. */
  ended: Promise<number>;
  close: () => void;
}

/** Dials a hub's port for leaf nodes, and logs in. */
export async function dialRaw(address: string, login: object): Promise<RawLeaf> {
  const [host, port] = address.split(':');
  const socket = connect(Number(port), host);
  let heard = '';
  socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
  // A hub that closes the connection may reset it.
  socket.on('error', () => {});
  const ended = new Promise<number>((resolve) => {
    socket.on('close', () => resolve(performance.now()));
  });
  const hears = (word: string) => vi.waitFor(() => expect(heard).toContain(word), patience);
  await hears('INFO');
  const hello = { ...login, name: 'raw', server_id: 'RAW', headers: true, proto: 1 };
  socket.write(`CONNECT ${JSON.stringify(hello)}\r\nPING\r\n`);
  await hears('PONG');
  return {
    send: (subject, body = '') => socket.write(`LMSG ${subject} ${body.length}\r\n${body}\r\n`),
    heard: () => heard,
    ended,
    close: () => socket.destroy(),
  };
}

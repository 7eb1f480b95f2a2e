import { once } from 'node:events';
import { connect } from 'node:net';
import { encode } from '@msgpack/msgpack';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { Network } from '../../lab/network/network.ts';
import type { Runtime } from '../../lab/network/server-runtime.ts';
import { fromBytes, toBytes } from './codec.ts';
import { serveChannel, type Channel } from './serve-channel.ts';

// Whoever reaches the port: other programs of the machine, and pages of any site. The process that serves it also
// runs the servers of a person. A failure there that is not caught fails this file.

const origin = 'http://localhost:3000';
const runtime = {
  setLogging: vi.fn(async () => {}),
  start: vi.fn(async () => {}),
  version: 'none',
};
let channel: Channel;
let port: number;

beforeEach(async () => {
  vi.clearAllMocks();
  const network = new Network(twoDomains, runtime as unknown as Runtime, {
    onServer: () => {},
    onLink: () => {},
    onLog: () => {},
    onWire: () => {},
  });
  channel = await serveChannel({
    topology: twoDomains,
    origins: [origin],
    host: () => network,
    configOf: () => undefined,
    clientUrl: () => undefined,
  });
  port = Number(new URL(channel.address).port);
});

afterEach(() => channel.close());

async function join(): Promise<WebSocket> {
  const socket = new WebSocket(channel.address, { origin });
  await once(socket, 'open');
  return socket;
}

/** Calls the host as a page does, and answers what it is told. */
async function call(socket: WebSocket, m: string, ...a: unknown[]) {
  socket.send(toBytes({ m, a, t: 'q', i: 'x' }));
  const [data] = (await once(socket, 'message')) as [Buffer];
  return fromBytes(data) as { r?: unknown; e?: Error };
}

const serves = async () => {
  const socket = await join();
  expect(await call(socket, 'join', 'two-domains')).toHaveProperty('r');
  socket.terminate();
};

/** Sends the head of a request by hand, and answers the first line of what comes back. */
const asked = (head: string) =>
  new Promise<string>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (data) => (answer += data.toString()));
    socket.on('close', () => resolve(answer.split('\r\n')[0]!));
    socket.on('error', () => {});
    socket.write(head);
  });

const upgrade = (path: string, from: string) =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nOrigin: ${from}\r\n` +
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n';

test('a sender that is gone before it is answered ends nothing', async () => {
  await Promise.all(
    Array.from({ length: 200 }, async () => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      await once(socket, 'connect');
      socket.write(upgrade('/', 'https://example.org'));
      socket.resetAndDestroy();
      await once(socket, 'close');
    }),
  );
  await serves();
});

test('a request that is none is refused, and ends nothing', async () => {
  expect(await asked(upgrade('//', origin))).toBe('HTTP/1.1 401 Unauthorized');
  expect(await asked(upgrade('http://[', origin))).toBe('HTTP/1.1 400 Bad Request');
  expect(await asked(upgrade('*', origin))).toBe('HTTP/1.1 400 Bad Request');
  expect(await asked(upgrade('/%?token=%', origin))).toBe('HTTP/1.1 401 Unauthorized');
  expect(await asked('\0\r\n\r\n')).toBe('HTTP/1.1 400 Bad Request');
  await serves();
});

test('a message that is none is ignored, and one too large ends its page alone', async () => {
  const socket = await join();
  for (const nothing of [null, 1, 'm', [], { t: 'q' }, { t: 'q', m: 'monitor', a: 1 }]) {
    socket.send(encode(nothing));
  }
  socket.send(new Uint8Array([0xc1]));
  expect(await call(socket, 'join', 'two-domains')).toHaveProperty('r');
  socket.send(new Uint8Array(20_000_000).fill(0x91));
  expect(await once(socket, 'close')).toEqual([1009, expect.anything()]);
  await serves();
});

test('a page that reads no more is left', async () => {
  const socket = await join();
  await call(socket, 'join', 'two-domains');
  socket.pause();
  const [text, at] = ['x'.repeat(1 << 20), 0];
  for (let i = 0; i < 150; i++) {
    channel.events.onLog([{ server: 'hub', level: 'info', text, at }]);
    await new Promise(setImmediate);
  }
  socket.resume();
  expect(await once(socket, 'close')).toEqual([1006, expect.anything()]);
  await serves();
});

test('a page names servers of the topology, and no others', async () => {
  const socket = await join();
  const name = '\u001b]52;c;aGk=\u0007';
  for (const [method, ...args] of [
    ['startServer', name, ''],
    ['stopServer', 'moon'],
    ['reloadServer', '__proto__', ''],
    ['putFile', '.check', 'a', ''],
    ['wipeServer', 'moon'],
    ['saveDisk', 'moon'],
    ['restoreDisk', 'moon'],
    ['setLogging', 'moon', {}],
    ['monitor', 'moon', 'varz'],
  ] as [string, ...unknown[]][]) {
    const { e } = await call(socket, method, ...args);
    expect(e?.message, method).toContain('There are: hub, leaf.');
  }
  expect((await call(socket, 'setHub', 'hub', 'ws://127.0.0.1:1')).e?.message).toContain(
    'There is no hub hub outside of this lab.',
  );
  expect(runtime.start).not.toHaveBeenCalled();
  expect(await call(socket, 'setLogging', 'hub', {})).not.toHaveProperty('e');
  socket.terminate();
});

import { request } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { hubAddress } from '../../src/class/logins.ts';
import { patience } from '../../tests/support/pass.ts';
import { askAt, startClass, type ClassAtWork } from '../../tests/support/running-class.ts';

let held: ClassAtWork;
let port: number;
beforeAll(async () => {
  held = await startClass();
  port = Number(new URL(held.page).port);
  await writeFile(path.join(path.dirname(held.running.folder.path), 'secret.txt'), 'secret');
});
afterAll(() => held.close());

/** What the class is for, after somebody has tried to break it: a newcomer comes in and is answered. */
async function works(): Promise<void> {
  const ada = await held.attend('Ada');
  const client = await held.connect(ada);
  expect(await askAt(client, `class.seat.${ada.id}.hello`)).toHaveProperty('class');
  await client.close();
}

/** Sends bytes to the address of the class, more once it has answered, and answers what comes until it is closed. */
async function send(bytes: string, more?: Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (data: Buffer) => (answer += data.toString('latin1')));
  if (more) socket.once('data', () => socket.write(more));
  socket.on('error', () => {});
  socket.write(bytes);
  await new Promise((closed) => socket.once('close', closed));
  return answer;
}

/** An HTTP request whose path goes out as it is written. */
const get = (target: string) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', path: target }, (response) => {
      let text = '';
      response.on('data', (data: Buffer) => (text += data.toString()));
      response.on('end', () => resolve({ status: response.statusCode!, text }));
    });
    asked.on('error', reject).end();
  });

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/%2e%2e%2fsecret.txt',
  '/..%5csecret.txt',
  '/x/../../secret.txt',
  '//127.0.0.1/../secret.txt',
  '/class.json/../../secret.txt',
  '/%00',
  '/%',
  '/__proto__',
  '/constructor',
])('no file outside of the site is served: %s', async (target) => {
  const { status, text } = await get(target);
  expect([400, 404]).toContain(status);
  expect(text).not.toContain('secret');
});

test('the doorway has no secret but the lobby’s login', async () => {
  const { text } = await get('/class.json');
  const { keys, state } = held.running.folder;
  for (const secret of [state.door.code, state.door.secret, state.door.trainers])
    expect(text).not.toContain(secret);
  expect(text).not.toContain(new TextDecoder().decode(keys.signer.keys.getSeed()));
  expect(Object.keys(JSON.parse(text) as object).sort()).toEqual(
    ['client', 'id', 'leaf', 'lobby', 'name', 'version'].sort(),
  );
});

const upgrade = (target: string, more = '') =>
  `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
  `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n${more}\r\n`;

test.each([
  ['elsewhere', upgrade('/class/other'), '404'],
  ['at the root', upgrade('/'), '404'],
  ['past the hub', upgrade('/class/hub/../../x'), '404'],
  ['with a query', upgrade('/class/hub?x'), '404'],
  ['of another page', upgrade('/class/hub', 'Origin: http://evil.example\r\n'), '403'],
  ['with headers too large', upgrade('/class/hub', `X: ${'x'.repeat(100_000)}\r\n`), '431'],
  ['that is none', 'GARBAGE\r\n\r\n', '400'],
])('a WebSocket %s is refused', async (_, bytes, status) => {
  expect(await send(bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status}`));
});

test('garbage in the place of frames, and frames that are too long, end their connection alone', async () => {
  const garbage = Buffer.from(Array.from({ length: 4096 }, (_, n) => (n * 37) % 256));
  // A masked frame that says it is 2^40 bytes long.
  const long = Buffer.from([0x82, 0xff, 0, 0, 1, 0, 0, 0, 0, 0, 1, 2, 3, 4]);
  for (const target of ['/class/hub', '/class/hub/leafnode'])
    for (const bytes of [garbage, long, Buffer.alloc(1_000_000, 0xff)])
      expect(await send(upgrade(target), bytes)).toContain('101 Switching Protocols');
  await works();
});

test.each([
  ['a message larger than may be', `PUB class.join 2000000\r\n${'x'.repeat(2_000_000)}\r\n`],
  ['a line without end', 'x'.repeat(100_000)],
  ['a connection without a login', 'CONNECT {}\r\nPING\r\n'],
  ['a login that is none', 'CONNECT {"jwt":"x.y.z","sig":"x"}\r\nPING\r\n'],
])('%s ends its connection alone', async (_, text) => {
  for (const address of ['', '/leafnode']) {
    const socket = new WebSocket(hubAddress(held.doorway.client, held.page) + address);
    socket.on('error', () => {});
    socket.once('open', () => socket.send(text));
    await once(socket, 'close');
  }
  await works();
});

test('requests that cannot be read are answered or ignored', async () => {
  const bodies = [
    '',
    '{',
    'null',
    '[]',
    '"x"',
    '{"as":"seat"}',
    '\0'.repeat(2000),
    '{"__proto__":1}',
  ];
  for (const body of bodies) {
    const { data } = await held.lobby.request('class.join', body, { timeout: patience });
    expect(JSON.parse(new TextDecoder().decode(data))).toMatchObject({ refused: 'malformed' });
  }
  const eve = await held.attend('Eve');
  const seat = await held.connect(eve);
  const { client, id, ask } = await held.train('Tess');
  for (const body of bodies) {
    for (const rest of ['hello', 'pace', 'say.hand', 'beat'])
      seat.publish(`class.seat.${eve.id}.${rest}`, body);
    for (const verb of ['drive', 'place', 'read', 'delete', 'stop-hub', 'remove'])
      client.publish(`class.trainer.${id}.${verb}`, body);
  }
  expect(await ask('hello')).toHaveProperty('done');
  await works();
});

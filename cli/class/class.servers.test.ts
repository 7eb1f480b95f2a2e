import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { hubAddress } from '../../src/class/logins.ts';
import { classDomain, classStreams, inboxOf, trainerSubject } from '../../src/class/subjects.ts';
import { askJetStream } from '../../src/lab/monitoring/jetstream-api.ts';
import { headers } from '../../src/nats/nats-client.ts';
import { connectTo, type NatsConnection } from '../../src/nats/connect.ts';
import { patience } from '../../tests/support/pass.ts';
import { runClass } from './run.ts';
import { allOf } from './streams.ts';
import {
  askAt as ask,
  classOptions,
  secretOf,
  startClass,
  type ClassAtWork,
} from '../../tests/support/running-class.ts';

let held: ClassAtWork;
beforeAll(async () => {
  held = await startClass();
});
afterAll(() => held.close());

test('an attendee joins by the link or by the code as it is typed, and comes back to the same seat', async () => {
  const ada = await held.attend('Ada');
  const code = held.running.folder.state.door.code.toLowerCase().replace('-', ' ');
  const bob = await held.join('seat', code, 'Bob');
  expect(bob.id).not.toBe(ada.id);
  expect(await held.join('seat', ada.back, 'Ada elsewhere')).toMatchObject({
    id: ada.id,
    name: 'Ada',
  });
  const client = await held.connect(ada);
  expect(await ask(client, `class.seat.${ada.id}.hello`)).toMatchObject({ class: 'A class' });
});

test('a name in which nothing can be read is refused, and the reason said', async () => {
  await expect(held.attend('…')).rejects.toThrow('A name has a letter or a digit');
});

test('a trainer pushes to all, and a latecomer is told', async () => {
  const trainer = await held.join('trainer', secretOf(held.running.trainers), 'Tess');
  const driver = await held.connect(trainer);
  const early = await held.attend('Early');
  const seat = await held.connect(early);
  const heard: string[] = [];
  seat.subscribe('class.push.all.>', { callback: (_, { subject }) => heard.push(subject) });
  await seat.flush();
  const place = { page: '/labs/join-a-leaf' };
  expect(await ask(driver, trainerSubject(trainer.id, 'place'), place)).toEqual({ done: null });
  await vi.waitFor(() => expect(heard).toEqual(['class.push.all.place']));
  const late = await held.attend('Late');
  const welcome = await ask(await held.connect(late), `class.seat.${late.id}.hello`);
  expect(welcome['pushed']).toMatchObject({ 'all.place': { ...place, by: 'Tess' } });
});

test('the trainer’s terminal has the account that seats share in class labs', async () => {
  const { terminal, folder } = held.running;
  const login = { creds: readFileSync(terminal, 'utf8') };
  const url = `ws://127.0.0.1:${folder.state.ports!.websocket}`;
  const client = await connectTo(() => ({ type: 'url', url }), 'terminal', login);
  expect(await askJetStream(client, 'STREAM.NAMES')).toMatchObject({ total: 0 });
  expect(await askJetStream(client, 'INFO')).toMatchObject({ domain: classDomain });
  expect(statSync(terminal).mode & 0o077).toBe(0);
  await client.close();
});

test('an event of a seat is stored once, however often it is sent', async () => {
  const ada = await held.attend('Ada');
  const client = await held.connect(ada);
  const send = () => ask(client, `class.seat.${ada.id}.event.1`, { n: 1 });
  expect(await send()).toMatchObject({ stream: 'CLASS_EVENTS' });
  expect(await send()).toMatchObject({
    error: { description: 'maximum messages per subject exceeded' },
  });
});

test('a seat that is removed is cut off at once, and does not come back', async () => {
  const trainer = await held.join('trainer', secretOf(held.running.trainers), 'Tom');
  const driver = await held.connect(trainer);
  await ask(driver, trainerSubject(trainer.id, 'drive'));
  const mallory = await held.attend('Mallory');
  const client = await held.connect(mallory);
  const before = await client.request(`class.seat.${mallory.id}.hello`, '', { timeout: patience });
  expect(before.data.length).toBeGreaterThan(0);
  const gone = ask(driver, trainerSubject(trainer.id, 'remove'), { seat: mallory.id });
  expect(await gone).toEqual({ done: null });
  await expect(client.closed()).resolves.toMatchObject({
    message: expect.stringMatching(/authori[sz]ation|authentication/i) as string,
  });
  await expect(held.join('seat', mallory.back, 'Mallory')).rejects.toThrow('taken this seat back');
});

test('a code that has been renewed and one that is guessed are refused', async () => {
  const trainer = await held.join('trainer', secretOf(held.running.trainers), 'Tina');
  const driver = await held.connect(trainer);
  await ask(driver, trainerSubject(trainer.id, 'drive'));
  const { code } = held.running.folder.state.door;
  await ask(driver, trainerSubject(trainer.id, 'code'));
  await expect(held.join('seat', code, 'Old')).rejects.toThrow('has been renewed');
  await expect(held.join('seat', 'AAAAAA', 'Guess')).rejects.toThrow('does not know this code');
  await expect(held.join('trainer', 'guess', 'Guess')).rejects.toThrow('does not know this code');
});

test('a seat reads and writes nothing but its own', async () => {
  const [ada, eve] = [await held.attend('Ada'), await held.attend('Eve')];
  const client = await held.connect(eve);
  const refused: string[] = [];
  void (async () => {
    for await (const { data } of client.status()) refused.push(JSON.stringify(data));
  })();
  for (const subject of [
    `class.seat.${ada.id}.>`,
    `${inboxOf(ada.id)}.>`,
    'class.room.>',
    '$SYS.>',
    '>',
  ])
    client.subscribe(subject);
  for (const subject of [
    `class.seat.${ada.id}.state.forged`,
    'class.push.all.message',
    'class.trainer.trainer-1.place',
    '$JS.API.STREAM.DELETE.CLASS_STATE',
    '$SYS.REQ.SERVER.PING',
  ])
    client.publish(subject, '{}');
  await client.flush();
  await vi.waitFor(() => expect(refused).toHaveLength(10));
});

/** All that the streams of the class keep, but how seats are connected, which changes meanwhile. */
async function stored() {
  const url = `ws://127.0.0.1:${held.running.folder.state.ports!.websocket}`;
  const creds = held.running.folder.keys.logins.registrar;
  const client = await connectTo(() => ({ type: 'url', url }), 'test', { creds }, inboxOf('test'));
  const streams = Object.values(classStreams);
  const all = await Promise.all(streams.map((stream) => allOf(client, stream)));
  await client.close();
  const lasting = all.flat().filter(({ subject }) => !subject.startsWith('class.room.link.'));
  return Object.fromEntries(lasting.map(({ subject, data }) => [subject, data]));
}

/** Where an answer or a delivery does harm if it is let there. */
const harmful = (seat: string) => [
  `class.seat.${seat}.state.lab`,
  `class.seat.${seat}.state.x`,
  'class.push.all.place',
  'class.room.door',
  '$JS.API.STREAM.PURGE.CLASS_STATE',
];

test('an answer to a seat goes to its asker alone, whatever subject is named for it', async () => {
  const [ada, eve] = [await held.attend('Ada'), await held.attend('Eve')];
  await ask(await held.connect(ada), `class.seat.${ada.id}.state.lab`, { good: true });
  const client = await held.connect(eve);
  const own = `class.seat.${eve.id}`;
  const before = await stored();
  for (const reply of harmful(ada.id)) {
    for (const subject of [`${own}.state.lab`, `${own}.hello`, `${own}.pace`])
      client.publish(subject, '{"pace":"slow"}', { reply });
    held.lobby.publish('class.join', '{}', { reply });
  }
  // Each side answers in order: these are answered last.
  await ask(client, `${own}.hello`);
  await ask(client, `${own}.state.last`);
  const after = await stored();
  const changed = Object.keys(after).filter((subject) => after[subject] !== before[subject]);
  // What the seat has said itself, and how many say so of the pace.
  expect(changed.sort()).toEqual(['class.room.pace', `${own}.state.lab`, `${own}.state.last`]);
});

test('an answer to a trainer goes to that trainer alone, whatever subject is named for it', async () => {
  const ada = await held.attend('Ada');
  await ask(await held.connect(ada), `class.seat.${ada.id}.state.lab`, { good: true });
  await (await held.train('Driver')).ask('drive');
  const { id, client, ask: askRegistrar } = await held.train('Mallory');
  const before = await stored();
  for (const reply of harmful(ada.id)) {
    for (const verb of ['hello', 'read', 'leafs', 'place', 'nothing'])
      client.publish(trainerSubject(id, verb), '{"stream":"push","after":0}', { reply });
    for (const stream of Object.values(classStreams)) {
      client.publish(`$JS.API.DIRECT.GET.${stream}`, '{"last_by_subj":">"}', { reply });
      client.publish(`$JS.API.DIRECT.GET.${stream}.class.room.door`, '', { reply });
      client.publish(`$JS.API.STREAM.MSG.GET.${stream}`, '{"seq":1}', { reply });
      client.publish(`$JS.API.STREAM.INFO.${stream}`, '', { reply });
      const consumer = { deliver_subject: reply, ack_policy: 'none' };
      const wish = JSON.stringify({ stream_name: stream, config: consumer });
      client.publish(`$JS.API.CONSUMER.CREATE.${stream}`, wish);
      client.publish(`$JS.API.CONSUMER.CREATE.${stream}.mine`, wish);
    }
    client.publish(`class.push.seat.${ada.id}.bench.lent.${id}.1`, '{}', { reply });
    const trace = headers();
    trace.set('Nats-Trace-Dest', reply);
    client.publish(trainerSubject(id, 'hello'), '{}', { headers: trace });
  }
  // The account has no answer to what it may not ask.
  expect(await askRegistrar('hello')).toHaveProperty('done');
  const answered = await askRegistrar('read', { stream: 'room', after: 0 });
  expect(answered).toHaveProperty('done.messages');
  expect(await stored()).toEqual(before);
});

test('a trainer does nothing as another, and nothing that is the registrar’s or a seat’s', async () => {
  const ada = await held.attend('Ada');
  const tess = await held.train('Tess');
  const { id, client } = await held.train('Mallory');
  const refused: string[] = [];
  const watch = async () => {
    for await (const { data } of client.status()) refused.push(JSON.stringify(data));
  };
  void watch();
  const subjects = [
    trainerSubject(tess.id, 'drive'),
    `class.push.all.bench.shown.${tess.id}.state`,
    'class.push.all.place',
    `class.push.seat.${ada.id}.message`,
    `class.seat.${ada.id}.say.hand`,
    'class.room.door',
    'class.join',
    '$SYS.REQ.SERVER.PING',
  ];
  for (const subject of subjects) client.publish(subject, '{}');
  for (const subject of [`${inboxOf(tess.id)}.>`, 'class.seat.*.pace', '$SYS.>', '>'])
    client.subscribe(subject);
  await client.flush();
  await vi.waitFor(() => expect(refused).toHaveLength(subjects.length + 4));
  expect(id).not.toBe(tess.id);
});

test('a bench crosses between a trainer and a seat, and a trainer’s reaches all', async () => {
  const [ada, bob] = [await held.attend('Ada'), await held.attend('Bob')];
  const { id, client } = await held.train('Tess');
  const [one, other] = [await held.connect(ada), await held.connect(bob)];
  const heard: string[] = [];
  const hear = (by: string, connection: NatsConnection, subject: string) =>
    connection.subscribe(subject, {
      callback: (_, { subject }) => void heard.push(`${by} ${subject}`),
    });
  hear('Ada', one, `class.push.seat.${ada.id}.bench.lent.>`);
  hear('Ada', one, 'class.push.all.bench.shown.>');
  hear('Bob', other, 'class.push.all.bench.shown.>');
  hear('Tess', client, `class.seat.${ada.id}.bench.>`);
  await Promise.all([one, other, client].map((each) => each.flush()));
  client.publish(`class.push.seat.${ada.id}.bench.lent.${id}.1`, 'call');
  client.publish(`class.push.all.bench.shown.${id}.1`, 'state');
  one.publish(`class.seat.${ada.id}.bench.lent.${id}.1`, 'answer');
  await vi.waitFor(() =>
    expect(new Set(heard)).toEqual(
      new Set([
        `Ada class.push.seat.${ada.id}.bench.lent.${id}.1`,
        `Ada class.push.all.bench.shown.${id}.1`,
        `Bob class.push.all.bench.shown.${id}.1`,
        `Tess class.seat.${ada.id}.bench.lent.${id}.1`,
      ]),
    ),
  );
  expect(heard).toHaveLength(4);
});

test('a class that goes on has its address, its code, its seats, its trainers and what they told', async () => {
  const before = await startClass({ name: 'A class that goes on', host: 'localhost' });
  const { folder, attendees } = before.running;
  const { code } = folder.state.door;
  const ada = await before.attend('Ada');
  const tess = await before.join('trainer', secretOf(before.running.trainers), 'Tess');
  const event = `class.seat.${ada.id}.event.1`;
  expect(await ask(await before.connect(ada), event, { n: 1 })).toHaveProperty('seq', 1);
  await before.end();

  const parent = path.dirname(folder.path);
  const after = await startClass({ resume: folder.path, parent });
  try {
    expect(after.running.attendees).toBe(attendees);
    expect(after.running.folder.state.door.code).toBe(code);
    const seat = await after.connect(ada);
    expect(await ask(seat, `class.seat.${ada.id}.hello`)).toMatchObject({
      class: 'A class that goes on',
    });
    expect(await ask(seat, event, { n: 1 })).toMatchObject({
      error: { description: 'maximum messages per subject exceeded' },
    });
    const trainer = await after.connect(tess);
    const page = await ask(trainer, trainerSubject(tess.id, 'read'), {
      stream: 'events',
      after: 0,
    });
    expect(page).toMatchObject({ done: { messages: [{ seq: 1, subject: event }] } });
  } finally {
    await after.close();
  }
});

test('a port that is taken is told of, and nothing is left behind', async () => {
  const { port } = held.running.folder.state;
  const parent = await mkdtemp(path.join(tmpdir(), 'leafwise-class-'));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  await expect(startClass({ parent, port: port! })).rejects.toThrow(`Port ${port} is taken`);
  expect(readdirSync(parent)).toEqual(['site']);
});

/** Opens a WebSocket as a page of an origin does, or a leaf without: answers its first word, or why it was refused. */
const dial = (address: string, origin?: string) =>
  new Promise<string>((resolve) => {
    const socket = new WebSocket(address, origin === undefined ? {} : { origin });
    socket.once('message', (data: Buffer) => {
      resolve(data.toString().slice(0, 4));
      socket.close();
    });
    socket.once('error', (error) => resolve(error.message));
  });

test('a class that is reached by another address has its links there, and takes its pages', async () => {
  const parent = await mkdtemp(path.join(tmpdir(), 'leafwise-class-'));
  const origin = 'https://class.example.com';
  const options = await classOptions(parent, { origin });
  const running = await runClass({ ...options, hubEnded: () => {} });
  onTestFinished(async () => {
    await running.close();
    await rm(parent, { recursive: true, force: true });
  });
  expect(running.attendees).toMatch(/^https:\/\/class\.example\.com\/class#join=/);
  const url = `ws://127.0.0.1:${running.folder.state.port}/class/hub`;
  expect(await dial(url, origin)).toBe('INFO');
  expect(await dial(url, 'https://example.com')).toContain('403');
});

test('a page of another origin is refused, and a leaf without an origin is taken', async () => {
  const url = hubAddress(held.doorway.client, held.page);
  expect(await dial(url, 'http://elsewhere.example')).toContain('403');
  expect(await dial(url, 'null')).toContain('403');
  expect(await dial(url, new URL(held.page).origin)).toBe('INFO');
  expect(await dial(`${url}/leafnode`)).toBe('INFO');
  expect(await dial(`${url}/../x`)).toContain('404');
});

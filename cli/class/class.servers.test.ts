import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { nativeServer } from '../../tests/support/native-server.ts';
import { askToJoin, type Membership } from '../../src/class/join.ts';
import { credsOf, hubAddress } from '../../src/class/logins.ts';
import { doorwaySchema, read, type Doorway } from '../../src/class/records.ts';
import { inboxOf, trainerSubject } from '../../src/class/subjects.ts';
import { connectTo, type NatsConnection } from '../../src/nats/connect.ts';
import { runClass, type RunningClass } from './run.ts';

let folder = '';
let held: RunningClass;
let page = '';
let doorway: Doorway;
let lobby: NatsConnection;
const open: NatsConnection[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'leafwise-class-'));
  const site = path.join(folder, 'site');
  await mkdir(site);
  await writeFile(path.join(site, '404.html'), 'nothing here');
  held = await runClass({
    host: '127.0.0.1',
    port: 0,
    name: 'A class',
    binary: await nativeServer(),
    site,
    parent: folder,
    hubEnded: () => {},
  });
  page = held.attendees.replace(/#.*/, '');
  const response = await fetch(new URL('/class.json', page));
  doorway = read(doorwaySchema, await response.text())!;
  lobby = await connectTo(hub, 'lobby', { creds: doorway.lobby });
  open.push(lobby);
});

afterAll(async () => {
  await Promise.all(open.map((each) => each.close()));
  await held.close();
  await rm(folder, { recursive: true });
});

const hub = () => ({ type: 'url' as const, url: hubAddress(doorway.client, page) });
const secretOf = (link: string) => link.replace(/^.*[#=]/, '');

async function join(as: 'seat' | 'trainer', key: string, name: string): Promise<Membership> {
  const answer = await askToJoin(lobby, { as, key, name });
  if ('refused' in answer) throw new Error(answer.words);
  return answer;
}

async function connected({ id, page: jwt, seed }: Membership): Promise<NatsConnection> {
  const client = await connectTo(hub, id, { creds: credsOf(jwt, seed) }, inboxOf(id));
  open.push(client);
  return client;
}

const attend = (name: string) => join('seat', held.folder.state.door.secret, name);

async function ask(client: NatsConnection, subject: string, request: object = {}) {
  const { data } = await client.request(subject, JSON.stringify(request), { timeout: 5000 });
  return JSON.parse(new TextDecoder().decode(data)) as Record<string, unknown>;
}

test('an attendee joins by the link or by the code as it is typed, and comes back to the same seat', async () => {
  const ada = await attend('Ada');
  const code = held.folder.state.door.code.toLowerCase().replace('-', ' ');
  const bob = await join('seat', code, 'Bob');
  expect(bob.id).not.toBe(ada.id);
  expect(await join('seat', ada.back, 'Ada elsewhere')).toMatchObject({ id: ada.id, name: 'Ada' });
  const client = await connected(ada);
  expect(await ask(client, `class.seat.${ada.id}.hello`)).toMatchObject({ class: 'A class' });
});

test('a trainer pushes to all, and a latecomer is told', async () => {
  const trainer = await join('trainer', secretOf(held.trainers), 'Tess');
  const driver = await connected(trainer);
  const early = await attend('Early');
  const seat = await connected(early);
  const heard: string[] = [];
  seat.subscribe('class.push.all.>', { callback: (_, { subject }) => heard.push(subject) });
  await seat.flush();
  const place = { page: '/labs/join-a-leaf' };
  expect(await ask(driver, trainerSubject(trainer.id, 'place'), place)).toEqual({ done: null });
  await vi.waitFor(() => expect(heard).toEqual(['class.push.all.place']));
  const late = await attend('Late');
  const welcome = await ask(await connected(late), `class.seat.${late.id}.hello`);
  expect(welcome['pushed']).toMatchObject({ 'all.place': { ...place, by: 'Tess' } });
});

test('an event of a seat is stored once, however often it is sent', async () => {
  const ada = await attend('Ada');
  const client = await connected(ada);
  const send = () => ask(client, `class.seat.${ada.id}.event.1`, { n: 1 });
  expect(await send()).toMatchObject({ stream: 'CLASS_EVENTS' });
  expect(await send()).toMatchObject({
    error: { description: 'maximum messages per subject exceeded' },
  });
});

test('a seat that is removed is cut off at once, and does not come back', async () => {
  const trainer = await join('trainer', secretOf(held.trainers), 'Tom');
  const driver = await connected(trainer);
  await ask(driver, trainerSubject(trainer.id, 'drive'));
  const mallory = await attend('Mallory');
  const client = await connected(mallory);
  const before = await client.request(`class.seat.${mallory.id}.hello`);
  expect(before.data.length).toBeGreaterThan(0);
  const gone = ask(driver, trainerSubject(trainer.id, 'remove'), { seat: mallory.id });
  expect(await gone).toEqual({ done: null });
  await expect(client.closed()).resolves.toMatchObject({
    message: expect.stringMatching(/authori[sz]ation|authentication/i) as string,
  });
  await expect(join('seat', mallory.back, 'Mallory')).rejects.toThrow('taken this seat back');
});

test('a code that has been renewed and one that is guessed are refused', async () => {
  const trainer = await join('trainer', secretOf(held.trainers), 'Tina');
  const driver = await connected(trainer);
  await ask(driver, trainerSubject(trainer.id, 'drive'));
  const { code } = held.folder.state.door;
  await ask(driver, trainerSubject(trainer.id, 'code'));
  await expect(join('seat', code, 'Old')).rejects.toThrow('has been renewed');
  await expect(join('seat', 'AAAAAA', 'Guess')).rejects.toThrow('does not know this code');
  await expect(join('trainer', 'guess', 'Guess')).rejects.toThrow('does not know this code');
});

test('a seat reads and writes nothing but its own', async () => {
  const [ada, eve] = [await attend('Ada'), await attend('Eve')];
  const client = await connected(eve);
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

test('an answer goes to its asker alone, whatever subject is named for it', async () => {
  const [ada, eve] = [await attend('Ada'), await attend('Eve')];
  const state = `class.seat.${ada.id}.state.lab`;
  await ask(await connected(ada), state, { good: true });
  const trainer = await join('trainer', secretOf(held.trainers), 'Thea');
  const driver = await connected(trainer);
  const heard: string[] = [];
  for (const subject of ['class.push.all.>', 'class.room.door', `class.seat.*.state.>`])
    driver.subscribe(subject, { callback: (_, message) => heard.push(message.subject) });
  await driver.flush();

  const client = await connected(eve);
  const own = `class.seat.${eve.id}`;
  const elsewhere = [
    state,
    'class.push.all.place',
    'class.room.door',
    '$JS.API.STREAM.PURGE.CLASS_STATE',
  ];
  for (const reply of elsewhere) {
    for (const subject of [`${own}.state.lab`, `${own}.hello`, `${own}.pace`])
      client.publish(subject, '{"pace":"slow"}', { reply });
    lobby.publish('class.join', '{}', { reply });
  }
  // Each side answers in order: these are answered last.
  await ask(client, `${own}.hello`);
  await ask(client, `${own}.state.last`);
  await attend('Late');
  await driver.flush();
  await vi.waitFor(() => expect(heard).toContain(`${own}.state.last`));
  expect(new Set(heard)).toEqual(new Set([`${own}.state.lab`, `${own}.state.last`]));
  expect(await ask(driver, `$JS.API.DIRECT.GET.CLASS_STATE.${state}`)).toEqual({ good: true });
});

test('a class that goes on has its address, its code, its seats and what they told', async () => {
  const options = {
    host: '127.0.0.1',
    name: 'A class that goes on',
    binary: await nativeServer(),
    site: path.join(folder, 'site'),
    parent: folder,
    hubEnded: () => {},
  };
  const before = await runClass({ ...options, port: 0 });
  const at = before.attendees.replace(/#.*/, '');
  const response = await fetch(new URL('/class.json', at));
  const known = read(doorwaySchema, await response.text())!;
  const url = hubAddress(known.client, at);
  const dial = (id: string, creds: string) =>
    connectTo(() => ({ type: 'url', url }), id, { creds }, inboxOf(id));
  const waiting = await connectTo(() => ({ type: 'url', url }), 'lobby', { creds: known.lobby });
  const wish = { as: 'seat', key: before.folder.state.door.secret, name: 'Ada' } as const;
  const ada = (await askToJoin(waiting, wish)) as Membership;
  await waiting.close();
  const creds = credsOf(ada.page, ada.seed);
  const early = await dial(ada.id, creds);
  expect(await ask(early, `class.seat.${ada.id}.event.1`, { n: 1 })).toHaveProperty('seq', 1);
  await early.close();
  await before.close();

  const after = await runClass({ ...options, resume: before.folder.path });
  try {
    expect(after.attendees).toBe(before.attendees);
    expect(after.folder.state.door.code).toBe(before.folder.state.door.code);
    const late = await dial(ada.id, creds);
    expect(await ask(late, `class.seat.${ada.id}.hello`)).toMatchObject({ class: options.name });
    expect(await ask(late, `class.seat.${ada.id}.event.1`, { n: 1 })).toMatchObject({
      error: { description: 'maximum messages per subject exceeded' },
    });
    await late.close();
  } finally {
    await after.close();
  }
});

test('a page of another origin is refused, and a leaf without an origin is taken', async () => {
  const url = hubAddress(doorway.client, page);
  const dial = (address: string, origin?: string) =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(address, origin === undefined ? {} : { origin });
      socket.once('message', (data: Buffer) => resolve(data.toString().slice(0, 4)));
      socket.once('error', (error) => resolve(error.message));
    });
  expect(await dial(url, 'http://elsewhere.example')).toContain('403');
  expect(await dial(url, 'null')).toContain('403');
  expect(await dial(url, new URL(page).origin)).toBe('INFO');
  expect(await dial(`${url}/leafnode`)).toBe('INFO');
  expect(await dial(`${url}/../x`)).toContain('404');
});

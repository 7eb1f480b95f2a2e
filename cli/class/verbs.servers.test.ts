import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allOf } from './streams.ts';
import {
  askAt,
  startClass,
  type ClassAtWork,
  type Trainer,
} from '../../tests/support/running-class.ts';

let held: ClassAtWork;
let driver: Trainer;
let seat: string;
beforeAll(async () => {
  held = await startClass();
  driver = await held.train('Tess');
  seat = (await held.attend('Ada')).id;
});
afterAll(() => held.close());

/** The last values of what trainers and seats are told, as a trainer reads them. */
async function told(stream: 'push' | 'room'): Promise<Record<string, unknown>> {
  const { done } = (await driver.ask('read', { stream, after: 0 })) as {
    done: { messages: Awaited<ReturnType<typeof allOf>> };
  };
  return Object.fromEntries(
    done.messages.map(({ subject, data }) => [subject, JSON.parse(data) as unknown]),
  );
}

const lab = { show: 's1', topology: 'two-domains', page: '/labs/x' };
const at = expect.any(Number) as number;

test.for([
  ['countdown', { seconds: 60, words: 'Break' }, 'all.countdown', { words: 'Break', until: at }],
  ['countdown', { words: 'Back' }, 'all.countdown', { words: 'Back', now: at }],
  ['pause', { paused: true }, 'all.pause', { paused: true, at }],
  [
    'ask',
    { id: 'a', words: 'Done?', open: true },
    'all.ask',
    { id: 'a', words: 'Done?', open: true },
  ],
  ['fault', { to: 'all', what: 'slow', delay: 300 }, 'all.fault', { what: 'slow', delay: 300, at }],
  ['fault', { to: 'SEAT', what: 'heal' }, 'seat.SEAT.fault', { what: 'heal', at }],
  ['message', { to: 'SEAT', text: 'Hello' }, 'seat.SEAT.message', { text: 'Hello', by: 'Tess' }],
  ['bench', { shown: lab }, 'all.bench', { shown: { ...lab, trainer: 'trainer-1' }, by: 'Tess' }],
  ['bench', {}, 'all.bench', { by: 'Tess' }],
  [
    'question',
    { seat: 'SEAT', n: '2', state: 'answered', words: 'Yes.' },
    'seat.SEAT.question.2',
    { state: 'answered', words: 'Yes.', by: 'Tess', at },
  ],
] as const)('%s %j is told to seats', async ([verb, request, subject, value]) => {
  const named = JSON.parse(JSON.stringify(request).replaceAll('SEAT', seat)) as object;
  expect(await driver.ask(verb, named)).toEqual({ done: null });
  expect((await told('push'))[`class.push.${subject.replace('SEAT', seat)}`]).toMatchObject(value);
});

test('a countdown that is taken back has no end', async () => {
  await driver.ask('countdown', { seconds: 60, words: 'Break' });
  await driver.ask('countdown', { words: '' });
  expect((await told('push'))['class.push.all.countdown']).not.toHaveProperty('until');
});

test('a hand is taken down, and may be raised again', async () => {
  const grace = await held.attend('Grace');
  const client = await held.connect(grace);
  const hello = () => askAt(client, `class.seat.${grace.id}.hello`);
  const raise = (up: boolean) => askAt(client, `class.seat.${grace.id}.say.hand`, { up, at: 1 });
  await raise(true);
  expect(await driver.ask('lower-hand', { seat: grace.id })).toEqual({ done: null });
  expect(await hello()).toMatchObject({ pushed: { [`seat.${grace.id}.hand`]: { up: false } } });
  await raise(true);
  expect(await hello()).not.toHaveProperty(['pushed', `seat.${grace.id}.hand`]);
});

test('the door is closed to newcomers, and not to who comes back', async () => {
  const ada = await held.attend('Ada');
  await driver.ask('door', { open: false });
  expect((await told('room'))['class.room.door']).toMatchObject({ open: false });
  await expect(held.attend('Late')).rejects.toThrow('takes no newcomers');
  expect(await held.join('seat', ada.back, 'Ada')).toHaveProperty('id', ada.id);
  await driver.ask('door', { open: true });
  expect(await held.attend('Late')).toHaveProperty('name', 'Late');
});

test('a seat that is renamed keeps its id', async () => {
  const bob = await held.attend('Bob');
  expect(await driver.ask('rename', { seat: bob.id, name: ' Robert  B. ' })).toEqual({
    done: null,
  });
  const room = await told('room');
  expect(room[`class.room.seat.${bob.id}`]).toMatchObject({ id: bob.id, name: 'Robert B.' });
  expect(await held.join('seat', bob.back, 'x')).toMatchObject({ name: 'Robert B.' });
});

test('a request of who does not drive, on no seat, or that cannot be read changes nothing', async () => {
  const other = await held.train('Tom');
  expect(await other.ask('pause', { paused: false })).toEqual({ error: 'Another trainer drives.' });
  expect(await other.ask('hello')).toHaveProperty('done.class');
  const before = await told('push');
  for (const [verb, request] of [
    ['message', { to: 'seat-999', text: 'x' }],
    ['fault', { to: 'seat-999', what: 'heal' }],
    ['question', { seat: 'seat-999', n: 'a1', state: 'taken', words: '' }],
    ['rename', { seat: 'seat-999', name: 'x' }],
    ['remove', { seat: '__proto__' }],
    ['lower-hand', { seat: 'seat-999' }],
  ] as const)
    expect(await driver.ask(verb, request)).toHaveProperty(
      'error',
      expect.stringMatching(/no seat/),
    );
  for (const [verb, request] of [
    ['place', { page: 'http://elsewhere.example' }],
    ['place', { page: '//elsewhere.example' }],
    ['message', { to: 'all', text: 'x'.repeat(501) }],
    ['countdown', { seconds: -1, words: '' }],
    ['countdown', { seconds: 1e9, words: '' }],
    ['stop-hub', { seconds: 100_000 }],
    ['rename', { seat, name: 'a\u0007b' }],
    ['read', { stream: 'toString', after: 0 }],
    ['read', { stream: 'state', after: -1 }],
  ] as const)
    expect(await driver.ask(verb, request)).toEqual({
      error: 'The class could not read this wish.',
    });
  for (const verb of ['constructor', '__proto__', 'export'])
    expect(await driver.ask(verb)).toEqual({ error: 'The class knows no such wish.' });
  expect(await told('push')).toEqual(before);
});

test('a class is deleted by its name alone, with all that it has stored', async () => {
  const doomed = await startClass({ name: 'Doomed' });
  const { ask, client } = await doomed.train('Tess');
  const heard = client.subscribe('class.room.hub');
  await client.flush();
  expect(await ask('delete', { name: 'doomed' })).toHaveProperty('error');
  expect(await ask('delete', { name: 'Doomed' })).toEqual({ done: null });
  for await (const { data } of heard) {
    const { running, ended } = JSON.parse(new TextDecoder().decode(data)) as Record<
      string,
      unknown
    >;
    expect({ running, ended }).toEqual({ running: false, ended: true });
    break;
  }
  await doomed.running.deleted;
  expect(existsSync(doomed.running.folder.path)).toBe(false);
  await doomed.close();
});

import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { classStreams } from '../../src/class/subjects.ts';
import { connectTo } from '../../src/nats/connect.ts';
import { patience } from '../../tests/support/pass.ts';
import { askAt, startClass, type ClassAtWork } from '../../tests/support/running-class.ts';
import { makeStreams } from './streams.ts';

let held: ClassAtWork;
beforeAll(async () => {
  held = await startClass();
});
afterAll(() => held.close());

/** A client of the hub as the registrar. */
async function inClass() {
  const { keys, state } = held.running.folder;
  const url = `ws://127.0.0.1:${state.ports!.websocket}`;
  const client = await connectTo(() => ({ type: 'url', url }), 'test', {
    creds: keys.logins.registrar,
  });
  onTestFinished(() => client.close());
  return client;
}

const configOf = async (name: string) =>
  (await askAt(await inClass(), `$JS.API.STREAM.INFO.${name}`)).config as {
    name: string;
    subjects: string[];
  };

test('a seat stores small values of known names, and each beat is answered', async () => {
  const ada = await held.attend('Ada');
  const client = await held.connect(ada);
  const own = `class.seat.${ada.id}`;
  const tooLong = { error: { description: 'message size exceeds maximum allowed' } };
  const long = (bytes: number) => ({ text: 'x'.repeat(bytes) });
  for (const rest of ['state.lab', 'say.hand', 'say.feedback.lab.step'])
    expect(await askAt(client, `${own}.${rest}`, long(17_000))).toMatchObject(tooLong);
  for (const rest of ['state.lab', 'say.hand', 'say.question.1', 'say.feedback.lab.step'])
    expect(await askAt(client, `${own}.${rest}`, long(1000))).toHaveProperty('seq');
  expect(await askAt(client, `${own}.beat`, {})).toHaveProperty('seq');
  expect(await askAt(client, `${own}.beat`, long(5000))).toMatchObject(tooLong);
  await expect(askAt(client, `${own}.say.anything`)).rejects.toThrow(/permission/i);
});

/** Waits until the streams keep nothing of a seat. */
async function hasNothing(seat: string): Promise<void> {
  const hub = await inClass();
  for (const name of [classStreams.state, classStreams.events]) {
    const wanted = { subjects_filter: `class.seat.${seat}.>` };
    const state = async () =>
      (await askAt(hub, `$JS.API.STREAM.INFO.${name}`, wanted)).state as object;
    await expect.poll(state, { timeout: patience }).not.toHaveProperty('subjects');
  }
}

test('what a seat has stored goes with it', async () => {
  const { ask } = await held.train('Tess');
  const eve = await held.attend('Eve');
  const client = await held.connect(eve);
  for (const rest of ['state.lab', 'say.hand', 'event.w-1'])
    await askAt(client, `class.seat.${eve.id}.${rest}`, {});
  expect(await ask('remove', { seat: eve.id })).toEqual({ done: null });
  await hasNothing(eve.id);
});

test('a seat that stores without an end is taken back, and all that it has stored', async () => {
  const { ask } = await held.train('Tom');
  const [ada, mallory] = [await held.attend('Ada'), await held.attend('Mallory')];
  const client = await held.connect(mallory);
  const state = 'x'.repeat(15_000);
  const ended = client.closed().then(() => true);
  for (let n = 0; n < 1000; n++) client.publish(`class.seat.${mallory.id}.state.lab-${n}`, state);
  expect(await ended).toBe(true);
  await hasNothing(mallory.id);
  const { done } = (await ask('read', { stream: 'room', after: 0 })) as {
    done: { messages: { subject: string; data: string }[] };
  };
  const told = done.messages.find(({ subject }) => subject === `class.room.seat.${mallory.id}`);
  expect(JSON.parse(told!.data)).toHaveProperty('removed');
  const other = await held.connect(ada);
  expect(await askAt(other, `class.seat.${ada.id}.state.lab`)).toHaveProperty('seq');
});

test('the hub keeps the way of an answer no longer than one takes', () => {
  const [, claims] = held.running.folder.keys.accounts.control.jwt.split('.');
  const { nats } = JSON.parse(Buffer.from(claims!, 'base64url').toString()) as {
    nats: { exports: { subject: string; response_threshold?: number }[] };
  };
  const seats = nats.exports.filter(({ subject }) => subject.startsWith('class.seat.'));
  const slow = seats.filter(({ response_threshold: ns }) => ns === undefined || ns > 1e9);
  expect(slow.map(({ subject }) => subject)).toEqual(['class.seat.*.hello', 'class.seat.*.pace']);
});

test('the streams of a class of an earlier release become as they are now', async () => {
  const hub = await inClass();
  const [state, passing] = [await configOf(classStreams.state), await configOf('CLASS_PASSING')];
  await askAt(hub, '$JS.API.STREAM.DELETE.CLASS_BEATS');
  const before = [
    { ...state, discard: 'old', max_bytes: -1, max_msg_size: 64 * 1024 },
    { ...passing, subjects: ['class.seat.*.beat', ...passing.subjects] },
  ];
  for (const config of before) {
    const subject = `$JS.API.STREAM.UPDATE.${config.name}`;
    expect(await askAt(hub, subject, config)).toHaveProperty('config');
  }
  await makeStreams(hub, 1);
  expect(await configOf(classStreams.state)).toEqual(state);
  expect(await configOf('CLASS_PASSING')).toEqual(passing);
  expect(await configOf('CLASS_BEATS')).toMatchObject({ subjects: ['class.seat.*.beat'] });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyRoom, presentSeats, raisedHands, type Room } from '../../../src/class/room.ts';
import { seatSubject } from '../../../src/class/subjects.ts';
import { readRoom } from '../../../src/components/Trainer/read-room.ts';
import { headers } from '../../../src/nats/nats-client.ts';
import { patience } from '../../support/pass.ts';
import { askAt, startClass, type ClassAtWork } from '../../support/running-class.ts';

let held: ClassAtWork;
beforeAll(async () => {
  held = await startClass();
});
afterAll(() => held.close());

/** A trainer's page, and the room as it has it. */
async function reader(name: string) {
  const { id, client, ask } = await held.train(name);
  let room: Room = emptyRoom;
  const end = readRoom(client, id, (next) => (room = next), setImmediate);
  return { ask, client, end, room: () => room };
}

const event = (n: number) => ({ n, at: n, lab: 'x', step: `s-${n}`, what: 'done' });

test('a trainer who comes late reads what was, and then what happens', async () => {
  const { ask } = await held.train('Grace');
  await ask('drive');
  await ask('place', { page: '/labs/join-a-leaf' });
  const ada = await held.attend('Ada');
  const seat = await held.connect(ada);
  const say = (rest: string, value: object) => askAt(seat, seatSubject(ada.id, rest), value);
  await say('event.w-1', event(1));

  // One who does not drive.
  const { room, end } = await reader('Late');
  await expect.poll(() => room().seats.get(ada.id)?.events.size, { timeout: patience }).toBe(1);
  await expect.poll(() => room().place?.page, { timeout: patience }).toBe('/labs/join-a-leaf');
  expect(presentSeats(room()).map(({ id }) => id)).toContain(ada.id);
  await say('say.hand', { up: true, at: 5 });
  const beat = { at: 5, page: '/labs/x', leaf: true, following: true };
  seat.publish(seatSubject(ada.id, 'beat'), JSON.stringify(beat));
  await expect.poll(() => raisedHands(room()).length, { timeout: patience }).toBe(1);
  await expect.poll(() => room().seats.get(ada.id)?.beat, { timeout: patience }).toEqual(beat);
  end();
});

test('a hub that is killed while it is read loses no message', { timeout: 60_000 }, async () => {
  const eve = await held.attend('Eve');
  const seat = await held.connect(eve);
  const store = async (n: number) => {
    for (;;) {
      // Sent again until it is there, as an outbox does.
      const answer = await askAt(seat, seatSubject(eve.id, `event.w-${n}`), event(n)).catch(
        () => undefined,
      );
      if (answer && ('stream' in answer || JSON.stringify(answer).includes('per subject'))) return;
    }
  };
  const many = 700;
  await Promise.all(Array.from({ length: many }, (_, n) => store(n)));
  const before = held.running.hub.pid();
  const page = await reader('Ruth');
  const { id, client } = await held.train('Rahel');
  let room: Room = emptyRoom;
  readRoom(client, id, (next) => (room = next), setImmediate);
  held.running.hub.crash!(50);
  await Promise.all(Array.from({ length: 50 }, (_, n) => store(many + n)));
  expect(held.running.hub.pid()).not.toBe(before);
  for (const now of [page.room, () => room])
    await expect
      .poll(() => now().seats.get(eve.id)?.events.size, { timeout: patience })
      .toBe(many + 50);
});

test('a seat can neither stop a page nor move its place in a stream', async () => {
  const mallory = await held.attend('Mallory');
  const seat = await held.connect(mallory);
  const send = (rest: string, data: string, forged: Record<string, string> = {}) => {
    const marked = headers();
    for (const [name, value] of Object.entries(forged)) marked.set(name, value);
    return seat.request(seatSubject(mallory.id, rest), data, {
      timeout: patience,
      headers: marked,
    });
  };
  const { room } = await reader('Rita');
  await send('state.a', '', { 'Nats-Sequence': '999999', 'Nats-Stream': 'CLASS_EVENTS' });
  await send('state.b', '', { 'Nats-Sequence': '0', Status: '204' });
  for (const lab of ['c', 'd', 'e', 'f']) await send(`state.${lab}`, '\0'.repeat(60_000));
  await send(`state.${'long'.repeat(100)}`, '{}');
  const ada = await held.attend('Ada again');
  const other = await held.connect(ada);
  await askAt(other, seatSubject(ada.id, 'say.hand'), { up: true, at: 1 });
  await askAt(other, seatSubject(ada.id, 'event.w-1'), event(1));

  const late = await reader('Rosa');
  for (const each of [room, late.room]) {
    await expect.poll(() => each().seats.get(ada.id)?.hand?.up, { timeout: patience }).toBe(true);
    await expect.poll(() => each().seats.get(ada.id)?.events.size, { timeout: patience }).toBe(1);
  }
});

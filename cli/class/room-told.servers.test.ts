import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyRoom, type Room } from '../../src/class/room.ts';
import { readRoom } from '../../src/components/Trainer/read-room.ts';
import { patience } from '../../tests/support/pass.ts';
import { startClass, type ClassAtWork } from '../../tests/support/running-class.ts';

let held: ClassAtWork;
beforeAll(async () => {
  held = await startClass();
});
afterAll(() => held.close());

/** What a trainer's page has of the room, in the end. */
async function trainer(name: string) {
  const { id, client, ask } = await held.train(name);
  let room: Room = emptyRoom;
  readRoom(client, id, (next) => (room = next), setImmediate);
  const sees = (what: (room: Room) => unknown) =>
    expect.poll(() => what(room), { timeout: patience });
  return { ask, sees };
}

test('trainers are told of the connections of each seat as they come and go', async () => {
  const { sees } = await trainer('Tess');
  const [ada, bob] = [await held.attend('Ada'), await held.attend('Bob')];
  const one = await held.connect(ada);
  const clients = (id: string) => (room: Room) => room.seats.get(id)?.link?.clients;
  await sees(clients(ada.id)).toBe(1);
  const two = await held.connect(ada);
  await held.connect(bob);
  await sees(clients(ada.id)).toBe(2);
  await sees(clients(bob.id)).toBe(1);
  await Promise.all([one.close(), two.close()]);
  await sees(clients(ada.id)).toBe(0);
  await sees(clients(bob.id)).toBe(1);
});

test(
  'trainers are told that the hub stops on purpose, and that it is back',
  { timeout: 180_000 },
  async () => {
    const { ask, sees } = await trainer('Tom');
    await ask('drive');
    const before = held.running.hub.pid();
    expect(await ask('stop-hub', { seconds: 1 })).toEqual({ done: null });
    await sees(({ hub }) => hub?.running).toBe(false);
    await sees(({ hub }) => hub?.running).toBe(true);
    expect(held.running.hub.pid()).not.toBe(before);

    let at = 0;
    await sees(({ hub }) => (at = hub?.at ?? 0)).toBeGreaterThan(0);
    held.running.hub.crash!(50);
    await sees(({ hub }) => hub!.at > at && hub!.running).toBe(true);
  },
);

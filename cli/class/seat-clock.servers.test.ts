import 'fake-indexeddb/auto';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { raisedHands, emptyRoom, type Room } from '../../src/class/room.ts';
import { SeatClient } from '../../src/components/Class/seat-client.ts';
import { readRoom } from '../../src/components/Trainer/read-room.ts';
import { patience } from '../../tests/support/pass.ts';
import { holdClass } from '../../tests/support/held-class.ts';

afterEach(() => void vi.unstubAllGlobals());

const hour = 3_600_000;

test(
  'a hand is raised by the clock of the class, whatever that of its seat says',
  { timeout: 180_000 },
  async () => {
    // The registrar is a process of its own: its clock is right.
    const { clients } = await holdClass();
    const real = Date.now;
    const { id, client } = await clients.train('Tess');
    let room: Room = emptyRoom;
    onTestFinished(readRoom(client, id, (next) => (room = next), setImmediate));
    vi.stubGlobal('location', { href: clients.page });
    vi.stubGlobal('document', { visibilityState: 'visible' });

    for (const [name, ahead] of [
      ['early', 2 * hour],
      ['late', -2 * hour],
    ] as const) {
      vi.spyOn(Date, 'now').mockImplementation(() => real() + ahead);
      const member = await clients.attend(name);
      const seat = new SeatClient({ class: clients.doorway, member }, '/');
      await expect.poll(() => seat.view.get().ahead, { timeout: patience }).not.toBe(0);
      seat.raise(true);
      await expect
        .poll(() => room.seats.get(member.id)?.hand?.up, { timeout: patience })
        .toBe(true);
      seat.close();
      vi.restoreAllMocks();
    }
    expect(raisedHands(room).map(({ seat }) => seat!.name)).toEqual(['early', 'late']);
    for (const { hand } of raisedHands(room)) {
      expect(hand!.at).toBeGreaterThan(real() - hour);
      expect(real() + hour).toBeGreaterThan(hand!.at);
    }
  },
);

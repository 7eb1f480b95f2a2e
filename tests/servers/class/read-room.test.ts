import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startNative } from '../../support/native.ts';
import { patience } from '../../support/pass.ts';
import { emptyRoom, presentSeats, raisedHands } from '../../../src/class/room.ts';
import { classStreams, inboxOf, roomSubject, seatSubject } from '../../../src/class/subjects.ts';
import { connectTo } from '../../../src/nats/connect.ts';
import { readRoom } from '../../../src/components/Trainer/read-room.ts';

const trainer = 'trainer-1';

/** A hub with a trainer that may read the streams of the class, and no more. */
const hubConfig = (store: string) => `
listen: "127.0.0.1:-1"
jetstream { domain: class, store_dir: "${store}" }
websocket { listen: "127.0.0.1:-1", no_tls: true }
accounts: { CLASS: { jetstream: enabled, users: [
  { user: registrar, password: r }
  { user: ${trainer}, password: t, permissions: {
    publish: [${Object.values(classStreams)
      .flatMap((stream) => [
        `"$JS.API.STREAM.INFO.${stream}"`,
        `"$JS.API.CONSUMER.*.${stream}.>"`,
        `"$JS.API.CONSUMER.MSG.NEXT.${stream}.>"`,
      ])
      .join(', ')}]
    subscribe: ["class.seat.*.beat", "${inboxOf(trainer)}.>"]
  } }
] } }
`;

test(
  'a trainer who comes late reads what was, and then what happens',
  { timeout: patience },
  async () => {
    const store = await mkdtemp(join(tmpdir(), 'leafwise-class-'));
    onTestFinished(() => rm(store, { recursive: true, force: true }));
    const hub = await startNative(hubConfig(store));
    const [, port] = await hub.logged(/Listening for websocket clients on ws:\/\/\S+:(\d+)/);
    await hub.logged(/Server is ready/);
    const endpoint = () => ({ type: 'url', url: `ws://127.0.0.1:${port}` }) as const;
    const registrar = await connectTo(endpoint, 'registrar', { user: 'registrar', pass: 'r' });
    onTestFinished(() => registrar.close());
    const manager = await registrar.jetstreamManager({ domain: 'class' });
    const kept = {
      state: ['class.seat.*.state.>', 'class.seat.*.say.>'],
      events: ['class.seat.*.event.*'],
      push: ['class.push.all.*', 'class.push.seat.*.*', 'class.push.seat.*.question.*'],
      room: ['class.room.>'],
    };
    for (const [kind, name] of Object.entries(classStreams))
      await manager.streams.add({ name, subjects: kept[kind as keyof typeof kept] });
    const js = registrar.jetstream({ domain: 'class' });
    const say = (subject: string, value: unknown) => js.publish(subject, JSON.stringify(value));
    const seat = { id: 'seat-1', name: 'Ada', joined: 1 };
    await say(roomSubject('seat.seat-1'), seat);
    await say('class.push.all.place', { page: '/labs/join-a-leaf', at: 1, by: 'Grace' });
    await say(seatSubject('seat-1', 'event.w-1'), { n: 1, at: 1, lab: 'x', what: 'started' });

    let room = emptyRoom;
    const page = await connectTo(endpoint, trainer, { user: trainer, pass: 't' }, inboxOf(trainer));
    onTestFinished(() => page.close());
    const end = await readRoom(page, (next) => (room = next), setImmediate);
    await expect.poll(() => room.seats.get('seat-1')?.events.size, { timeout: patience }).toBe(1);
    await expect.poll(() => room.place?.page, { timeout: patience }).toBe('/labs/join-a-leaf');
    await expect.poll(() => presentSeats(room).length, { timeout: patience }).toBe(1);

    await say(seatSubject('seat-1', 'say.hand'), { up: true, at: 5 });
    const beat = { at: 5, page: '/labs/x', leaf: true, following: true };
    registrar.publish(seatSubject('seat-1', 'beat'), JSON.stringify(beat));
    await expect.poll(() => raisedHands(room).length, { timeout: patience }).toBe(1);
    await expect.poll(() => room.seats.get('seat-1')?.beat, { timeout: patience }).toEqual(beat);
    await end();
  },
);

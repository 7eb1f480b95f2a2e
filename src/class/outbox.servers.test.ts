import 'fake-indexeddb/auto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { connectTo } from '../nats/connect.ts';
import { headers } from '../nats/nats-client.ts';
import { patience } from '../../tests/support/pass.ts';
import { startNative, type Native } from '../../tests/support/native.ts';
import { recorded } from './lab-record.ts';
import { Outbox, type Send } from './outbox.ts';
import { labStateSchema, read, seatEventSchema, type LabState } from './records.ts';
import { classStreams, inboxOf } from './subjects.ts';

const seat = 'seat-7';
const lives = 12;

/** A hub with a seat that may do what a page may, on a store that outlives it. */
const hubConfig = (store: string, port: number) => `
listen: "127.0.0.1:-1"
jetstream { domain: class, store_dir: "${store}" }
websocket { listen: "127.0.0.1:${port}", no_tls: true }
accounts: { CLASS: { jetstream: enabled, users: [
  { user: registrar, password: r }
  { user: ${seat}, password: s, permissions: {
    publish: ["class.seat.${seat}.>"]
    subscribe: ["class.push.all.>", "class.push.seat.${seat}.>", "${inboxOf(seat)}.>"]
  } }
] } }
`;

async function websocketPort(hub: Native): Promise<number> {
  const [, port] = await hub.logged(/Listening for websocket clients on ws:\/\/\S+:(\d+)/);
  await hub.logged(/Server is ready/);
  return Number(port);
}

/** Answers numbers below a bound, the same for the same seed. */
function chances(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

test('each event of a seat is there once, however often the hub is killed', async () => {
  const store = await mkdtemp(join(tmpdir(), 'leafwise-class-'));
  onTestFinished(() => rm(store, { recursive: true, force: true }));
  let hub = await startNative(hubConfig(store, -1));
  const port = await websocketPort(hub);
  const endpoint = () => ({ type: 'url', url: `ws://127.0.0.1:${port}` }) as const;
  const registrar = await connectTo(endpoint, 'registrar', { user: 'registrar', pass: 'r' });
  const page = await connectTo(endpoint, seat, { user: seat, pass: 's' }, inboxOf(seat));
  onTestFinished(async () => {
    await page.close();
    await registrar.close();
  });
  const ask = async (subject: string, body: object) => {
    const { data } = await registrar.request(`$JS.API.${subject}`, JSON.stringify(body));
    const answer = JSON.parse(new TextDecoder().decode(data)) as Record<string, unknown>;
    expect(answer.error).toBeUndefined();
    return answer;
  };
  const stream = (name: string, subject: string, more: object) =>
    ask(`STREAM.CREATE.${name}`, {
      name,
      subjects: [subject],
      storage: 'file',
      max_msgs_per_subject: 1,
      ...more,
    });
  await stream(classStreams.state, 'class.seat.*.state.*', {});
  await stream(classStreams.events, 'class.seat.*.event.*', {
    discard: 'new',
    discard_new_per_subject: true,
  });

  const outbox = await Outbox.open('killed', seat);
  const chance = chances(20_261_129);
  const publish: Send = async (subject, data, id) => {
    const marked = headers();
    marked.set('Nats-Msg-Id', id);
    const answer = await page.request(subject, data, { timeout: 500, headers: marked });
    return new TextDecoder().decode(answer.data);
  };
  for (let life = 0; life < lives; life += 1) {
    for (let told = 0; told < 5; told += 1) {
      const at = life * 5 + told;
      const news = { lab: 'a', what: 'hint', step: 's' } as const;
      await outbox.tell<LabState>('state.a', (was) => recorded(was, news, at));
    }
    const killedAt = chance(6);
    const acknowledged = chance(2) === 0;
    let sent = 0;
    await outbox
      .send(async (subject, data, id) => {
        sent += 1;
        if (sent <= killedAt) return publish(subject, data, id);
        // The hub has it and the page never learns; or the hub dies as it comes.
        if (acknowledged) await publish(subject, data, id);
        hub.signal('SIGKILL');
        if (acknowledged) throw new Error('the acknowledgement was lost');
        return publish(subject, data, id);
      })
      .catch(() => {});
    hub.signal('SIGKILL');
    hub = await startNative(hubConfig(store, port));
    await websocketPort(hub);
  }
  await vi.waitFor(async () => {
    await outbox.send(publish);
    expect(await outbox.waiting()).toBe(0);
  }, patience);

  const info = await ask(`STREAM.INFO.${classStreams.events}`, {});
  const { last_seq: last, messages } = info.state as { last_seq: number; messages: number };
  expect(messages).toBe(lives * 5);
  const message = async (name: string, of: object) => {
    const answer = await ask(`STREAM.MSG.GET.${name}`, of);
    return atob((answer.message as { data: string }).data);
  };
  const numbers: (number | undefined)[] = [];
  for (let seq = 1; seq <= last; seq += 1)
    numbers.push(read(seatEventSchema, await message(classStreams.events, { seq }))?.n);
  expect(numbers).toEqual(Array.from({ length: lives * 5 }, (_, i) => i + 1));
  const state = await message(classStreams.state, {
    last_by_subj: `class.seat.${seat}.state.a`,
  });
  expect(read(labStateSchema, state)?.steps[0]?.hints).toBe(lives * 5);
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Membership } from '../../src/class/join.ts';
import { credsOf, hubAddress } from '../../src/class/logins.ts';
import { emptyRoom, type Room } from '../../src/class/room.ts';
import { readRoom } from '../../src/components/Trainer/read-room.ts';
import { makeUser } from '../../src/lab/credentials/signing.ts';
import { connectTo, type NatsConnection } from '../../src/nats/connect.ts';
import { startNative } from '../../tests/support/native.ts';
import { patience } from '../../tests/support/pass.ts';
import { askAt, startClass, type ClassAtWork } from '../../tests/support/running-class.ts';

let held: ClassAtWork;
beforeAll(async () => {
  held = await startClass();
});
afterAll(() => held.close());

/** A client of the hub by a login of one's own, as an attendee has it. */
async function dial(creds: string, name = 'own'): Promise<NatsConnection> {
  const url = hubAddress(held.doorway.client, held.page);
  const client = await connectTo(() => ({ type: 'url', url }), name, { creds });
  onTestFinished(() => client.close());
  return client;
}

const own = (member: Membership) => dial(credsOf(member.own!, member.seed));

/** A native nats-server that dials the hub as the leaf of a seat, and has a stream. */
async function nativeLeaf(url: string, name: string, creds: string) {
  const folder = await mkdtemp(path.join(tmpdir(), 'leafwise-leaf-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'seat.creds');
  await writeFile(file, creds);
  const leaf = await startNative(`
server_name: ${name}
listen: "127.0.0.1:-1"
jetstream { domain: ${name}, store_dir: "${folder}" }
leafnodes { reconnect: 1s, remotes: [ { url: "${url}", credentials: "${file}" } ] }
`);
  const [, client] = await leaf.logged(/Listening for client connections on 127.0.0.1:(\d+)/);
  return { ...leaf, client: Number(client) };
}

test('an attendee’s own login has JetStream in the seat’s account, and does not speak as its page', async () => {
  const [ada, eve] = [await held.attend('Ada'), await held.attend('Eve')];
  const client = await own(ada);
  const stream = { name: 'MINE', subjects: ['mine.>'], storage: 'memory' };
  expect(await askAt(client, '$JS.API.STREAM.CREATE.MINE', stream)).toHaveProperty('config');
  const other = await own(eve);
  expect(await askAt(other, '$JS.API.STREAM.NAMES')).toMatchObject({ total: 0 });
  const refused: string[] = [];
  const watch = async () => {
    for await (const { data } of client.status()) refused.push(JSON.stringify(data));
  };
  void watch();
  client.publish(`class.seat.${ada.id}.say.hand`, '{}');
  client.publish('class.push.all.message', '{}');
  client.subscribe('class.push.all.>');
  await client.flush();
  await expect.poll(() => refused.length, { timeout: patience }).toBe(3);
});

test('a seat has no more connections than its account', async () => {
  const ada = await held.attend('Ada');
  const clients: NatsConnection[] = [];
  for (let n = 0; n < 10; n++) clients.push(await own(ada));
  // The client dials again for as long as it is patient.
  await expect(own(ada)).rejects.toThrow('TIMEOUT');
  // The others are not ended by it, and another seat has its own.
  await Promise.all(clients.map((client) => client.flush()));
  await own(await held.attend('Bob'));
  await clients[0]!.close();
  await own(ada);
});

test('a seat stores no more, and sends no more at once, than its account may', async () => {
  const client = await own(await held.attend('Ada'));
  const create = (name: string, more: object) =>
    askAt(client, `$JS.API.STREAM.CREATE.${name}`, { name, subjects: [name], ...more });
  const tooMuch = {
    error: { description: expect.stringMatching(/exceed|insufficient/i) as string },
  };
  expect(await create('BIG', { storage: 'memory', max_bytes: 9 << 20 })).toMatchObject(tooMuch);
  expect(await create('HUGE', { storage: 'file', max_bytes: 33 << 20 })).toMatchObject(tooMuch);
  expect(await create('FULL', { storage: 'memory' })).toHaveProperty('config');
  const half = 'x'.repeat(500_000);
  const answers: unknown[] = [];
  for (let n = 0; n < 18; n++) {
    const { data } = await client.request('FULL', half, { timeout: patience });
    answers.push(JSON.parse(new TextDecoder().decode(data)));
  }
  expect(answers.at(0)).toHaveProperty('seq');
  expect(answers.at(-1)).toMatchObject(tooMuch);
  for (let n = 0; n < 9; n++) await create(`MORE-${n}`, { storage: 'memory' });
  expect(await create('ONE-TOO-MANY', { storage: 'memory' })).toMatchObject({
    error: { description: 'maximum number of streams reached' },
  });
});

test(
  'a native server joins as a leaf by either port, and trainers see it',
  { timeout: 180_000 },
  async () => {
    const [ada, bob, eve] = [
      await held.attend('Ada'),
      await held.attend('Bob'),
      await held.attend('Eve'),
    ];
    const { ports } = held.running.folder.state;
    const site = hubAddress(held.doorway.leaf, held.page);
    await nativeLeaf(site, ada.id, credsOf(ada.room!, ada.seed));
    await nativeLeaf(`nats://127.0.0.1:${ports!.leaf}`, bob.id, credsOf(bob.room!, bob.seed));
    await nativeLeaf(site, 'any-name', credsOf(eve.own!, eve.seed));

    // A trainer at the terminal, in the account that all seats share, sees the stream of each.
    const { creds } = await makeUser(held.running.folder.keys.accounts.room, 'trainer');
    const terminal = await dial(creds, 'terminal');
    for (const { id } of [ada, bob]) {
      const domain = () => askAt(terminal, `$JS.${id}.API.INFO`).catch(() => undefined);
      await expect.poll(domain, { timeout: patience }).toMatchObject({ domain: id });
    }
    const { id, client } = await held.train('Tess');
    let room: Room = emptyRoom;
    readRoom(client, id, (next) => (room = next), setImmediate);
    for (const seat of [ada, bob, eve])
      await expect.poll(() => room.seats.get(seat.id)?.link?.leafs, { timeout: patience }).toBe(1);
  },
);

test('a leaf in the account of one seat is not that of another by its name', async () => {
  const { ask } = await held.train('Ted');
  const [ada, mallory] = [await held.attend('Ada'), await held.attend('Mallory')];
  const site = hubAddress(held.doorway.leaf, held.page);
  await nativeLeaf(site, ada.id, credsOf(mallory.own!, mallory.seed));
  const named = async () => {
    const { done } = (await ask('leafs')) as { done: { seat?: string; name: string }[] };
    return done.filter(({ name }) => name === ada.id);
  };
  await expect.poll(named, { timeout: patience }).toHaveLength(1);
  expect((await named())[0]).not.toHaveProperty('seat');
});

test(
  'a leaf that has the name of another seat is ended, and its seat taken back if it comes again',
  { timeout: 180_000 },
  async () => {
    const { ask } = await held.train('Tim');
    const [ada, mallory] = [await held.attend('Ada'), await held.attend('Mallory')];
    const site = hubAddress(held.doorway.leaf, held.page);
    const hers = await nativeLeaf(site, ada.id, credsOf(ada.room!, ada.seed));
    await hers.logged(/Leafnode connection created/);
    const forged = await nativeLeaf(site, ada.id, credsOf(mallory.room!, mallory.seed));
    await forged.logged(/Authorization|Authentication/i);
    const removed = () => held.running.folder.seats.get(mallory.id)!.removed;
    expect(removed()).toBeTypeOf('number');
    const leafs = async () =>
      ((await ask('leafs')) as { done: { seat?: string; name: string }[] }).done.filter(
        ({ name }) => name === ada.id,
      );
    await expect.poll(leafs, { timeout: patience }).toMatchObject([{ seat: ada.id }]);
  },
);

test(
  'all that a removed seat has is ended at once: clients, and leaves in both accounts',
  { timeout: 180_000 },
  async () => {
    const { ask } = await held.train('Tom');
    await ask('drive');
    const mallory = await held.attend('Mallory');
    const site = hubAddress(held.doorway.leaf, held.page);
    const shared = await nativeLeaf(site, mallory.id, credsOf(mallory.room!, mallory.seed));
    const alone = await nativeLeaf(site, 'alone', credsOf(mallory.own!, mallory.seed));
    for (const leaf of [shared, alone]) await leaf.logged(/Leafnode connection created/);
    const client = await own(mallory);
    expect(await ask('remove', { seat: mallory.id })).toEqual({ done: null });
    await expect(client.closed()).resolves.toHaveProperty(
      'message',
      expect.stringMatching(/auth/i),
    );
    for (const leaf of [shared, alone]) await leaf.logged(/Authorization|Authentication/i);
    await expect(own(mallory)).rejects.toThrow(/authorization/i);
    const { done } = (await ask('leafs')) as { done: { seat?: string; name: string }[] };
    expect(done.filter(({ seat, name }) => seat === mallory.id || name === 'alone')).toEqual([]);
  },
);

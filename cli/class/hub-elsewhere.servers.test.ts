import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createOperator } from '@nats-io/jwt';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { credsOf, hubAddress } from '../../src/class/logins.ts';
import { emptyRoom, type Room } from '../../src/class/room.ts';
import { readRoom } from '../../src/components/Trainer/read-room.ts';
import { ownInbox } from '../../src/lab/conf/server-settings.ts';
import { makeAccount, makeUser } from '../../src/lab/credentials/signing.ts';
import { askJetStream } from '../../src/lab/monitoring/jetstream-api.ts';
import { connectTo, type NatsConnection } from '../../src/nats/connect.ts';
import {
  grantText,
  startForeign,
  type Foreign,
  type ForeignNats,
} from '../../tests/support/foreign-nats.ts';
import { startNative } from '../../tests/support/native.ts';
import { patience } from '../../tests/support/pass.ts';
import {
  askAt,
  startClass,
  type ClassAtWork,
  type Trainer,
} from '../../tests/support/running-class.ts';
import { persist } from './persist.ts';

const limits = { timeout: 4 * patience };

let nats: ForeignNats;
let shop: NatsConnection;
let system: NatsConnection;
let held: ClassAtWork;
let driver: Trainer;
let before: unknown;
let begun = false;

const hubOf = ({ urls, creds, ca }: ForeignNats) => ({ urls, creds, ca });

/**
 * What the NATS has besides the class: its accounts, and the streams of its own account with what they keep. A cluster
 * that has just lost a server may leave streams out of its list for some seconds.
 */
async function theirs() {
  const { data } = (await askAt(system, '$SYS.REQ.CLAIMS.LIST')) as { data: string[] };
  const ours = new Set(accountsOfClass());
  const streams = (await askAt(shop, '$JS.API.STREAM.LIST')) as {
    streams: { config: object; state: { messages: number; last_seq: number } }[];
  };
  const kept = streams.streams.map(({ config, state: { messages, last_seq } }) => ({
    config,
    messages,
    last_seq,
  }));
  const claims = [];
  for (const id of data.filter((each) => !ours.has(each)).toSorted()) {
    const { data: jwt } = await system.request(`$SYS.REQ.ACCOUNT.${id}.CLAIMS.LOOKUP`, '', {
      timeout: patience,
    });
    claims.push([id, new TextDecoder().decode(jwt)]);
  }
  return { claims, kept };
}

/** The public keys of all accounts of the class. */
function accountsOfClass(): string[] {
  if (!begun) return [];
  const { keys, seats, state } = held.running.folder;
  const jwts = [
    keys.accounts.control.jwt,
    keys.accounts.room.jwt,
    ...[...seats.values(), ...state.trainers].map(({ account }) => account.jwt),
  ];
  return jwts.map((jwt) => {
    const claims = Buffer.from(jwt.split('.')[1]!, 'base64url').toString();
    return (JSON.parse(claims) as { sub: string }).sub;
  });
}

beforeAll(async () => {
  nats = await startForeign({ nodes: 3 });
  shop = await nats.connect(nats.logins.shop);
  system = await nats.connect(nats.logins.system);
  const stream = { name: 'CLASS_STATE', subjects: ['class.seat.>'], num_replicas: 3 };
  await persist(patience, () => askJetStream(shop, 'STREAM.CREATE.CLASS_STATE', { body: stream }));
  for (let n = 0; n < 10; n++) await askAt(shop, `class.seat.seat-1.${n}`, { n });
  before = await theirs();
  held = await startClass({ hub: hubOf(nats) });
  begun = true;
  driver = await held.train('Tess');
}, limits.timeout);
afterAll(async () => {
  await held.close();
  await nats.close();
});

/** A native server that joins as the leaf of a seat, by the address of the site. */
async function leafOf(seat: string, creds: string) {
  const folder = await mkdtemp(path.join(tmpdir(), 'leafwise-leaf-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'seat.creds');
  await writeFile(file, creds);
  const leaf = await startNative(`
server_name: ${seat}
listen: "127.0.0.1:-1"
websocket { listen: "127.0.0.1:-1", no_tls: true }
jetstream { domain: ${seat}, store_dir: "${folder}" }
leafnodes { reconnect: 1s, remotes: [ { url: "${hubAddress(held.doorway.leaf, held.page)}", credentials: "${file}" } ] }
`);
  const [, port] = await leaf.logged(/Listening for websocket clients on ws:\/\/127.0.0.1:(\d+)/);
  const client = await connectTo(
    () => ({ type: 'url', url: `ws://127.0.0.1:${port}` }),
    'tab',
    undefined,
    ownInbox(seat),
  );
  onTestFinished(() => client.close());
  return { ...leaf, client };
}

test('seats of a class on another NATS join, work, and are told of', limits, async () => {
  const [ada, bob] = [await held.attend('Ada'), await held.attend('Bob')];
  const [one, other] = [await held.connect(ada), await held.connect(bob)];
  expect(await askAt(one, `class.seat.${ada.id}.hello`)).toMatchObject({ class: 'A class' });
  const heard: string[] = [];
  other.subscribe('class.push.all.>', { callback: (_, { subject }) => heard.push(subject) });
  await other.flush();
  expect(await driver.ask('place', { page: '/labs/join-a-leaf' })).toEqual({ done: null });
  await expect.poll(() => heard, { timeout: patience }).toEqual(['class.push.all.place']);
  for (let n = 1; n <= 5; n++)
    expect(await askAt(one, `class.seat.${ada.id}.event.w-${n}`, { n })).toHaveProperty('seq');
  const { info } = one;
  expect(info).toHaveProperty('domain', 'acme');
  await expect.poll(theirs, { timeout: patience }).toEqual(before);
});

test('a leaf joins, and reaches the hub by the domain that labs name', limits, async () => {
  const eve = await held.attend('Eve');
  const { client } = await leafOf(eve.id, credsOf(eve.room!, eve.seed));
  const asked = () => askAt(client, '$JS.class.API.INFO').catch(() => undefined);
  await expect.poll(asked, { timeout: patience }).toMatchObject({ domain: 'acme' });
  // The bucket of the class, as a trainer makes it, mirrored into a tab and written from there.
  const { creds } = await makeUser(held.running.folder.keys.accounts.room, 'trainer');
  const url = held.running.hub.url;
  const trainer = await connectTo(() => ({ type: 'url', url }), 'terminal', { creds });
  onTestFinished(() => trainer.close());
  const bucket = {
    name: 'KV_CLASS',
    subjects: ['$KV.CLASS.>'],
    max_msgs_per_subject: 1,
    allow_direct: true,
    num_replicas: 3,
  };
  expect(await askAt(trainer, '$JS.API.STREAM.CREATE.KV_CLASS', bucket)).toHaveProperty('config');
  const external = { api: '$JS.class.API', deliver: '' };
  const mirror = { name: 'KV_CLASS', mirror: { name: 'KV_CLASS', external } };
  expect(await askAt(client, '$JS.API.STREAM.CREATE.KV_CLASS', mirror)).toHaveProperty('config');
  const put = () => askAt(client, `$JS.class.API.$KV.CLASS.${eve.id}`, { hi: 1 });
  expect(await put()).toMatchObject({ stream: 'KV_CLASS', seq: 1 });
  const mirrored = async () =>
    ((await askAt(client, '$JS.API.STREAM.INFO.KV_CLASS')).state as { messages: number }).messages;
  await expect.poll(mirrored, { timeout: patience }).toBe(1);
  // The trainer sees this leaf, and none of others.
  const leafs = () => driver.ask('leafs');
  await expect
    .poll(leafs, { timeout: patience })
    .toMatchObject({ done: [{ seat: eve.id, name: eve.id }] });
  let room: Room = emptyRoom;
  readRoom(driver.client, driver.id, (next) => (room = next), setImmediate);
  await expect
    .poll(() => room.hub, { timeout: patience })
    .toMatchObject({
      elsewhere: { domain: 'acme' },
    });
  await expect.poll(() => room.seats.get(eve.id)?.link?.leafs, { timeout: patience }).toBe(1);
});

test('the hub is not stopped from here', limits, async () => {
  expect(await driver.ask('stop-hub', { seconds: 1 })).toEqual({
    error: expect.stringContaining('not the class’s own') as string,
  });
});

test(
  'seats work on through the loss of a server, and a removed one is out at all',
  limits,
  async () => {
    const [fay, mallory] = [await held.attend('Fay'), await held.attend('Mallory')];
    const client = await held.connect(fay);
    const lost = nats.nodes[2]!;
    lost.process().signal('SIGKILL');
    await lost.process().ended;
    const tell = (n: number) =>
      client.request(`class.seat.${fay.id}.event.w-${n}`, '{}', { timeout: 1000 }).then(
        ({ data }) => data.length,
        () => 0,
      );
    for (let n = 1; n <= 5; n++)
      await expect.poll(() => tell(n), { timeout: 2 * patience }).toBeGreaterThan(0);
    expect(await held.attend('Late')).toHaveProperty('id');
    expect(await driver.ask('remove', { seat: mallory.id })).toEqual({ done: null });
    await lost.start();
    // It has not heard of the removal; it is told as soon as it is there.
    const tries = () =>
      Promise.all(
        nats.nodes.map(() =>
          held.connect(mallory).then(
            () => 'in',
            () => 'out',
          ),
        ),
      );
    await expect.poll(tries, { timeout: patience }).toEqual(['out', 'out', 'out']);
  },
);

test('a class goes on at its hub, whose keys its folder has not', limits, async () => {
  const { folder } = held.running;
  const kept = readFileSync(path.join(folder.path, 'class.json'), 'utf8');
  expect(kept).not.toMatch(/\bSO[A-Z2-7]{56}\b/);
  const ada = await held.attend('Ada again');
  await held.end();
  const parent = path.dirname(folder.path);
  await expect(startClass({ resume: folder.path, parent, nodes: 3 })).rejects.toThrow('--nodes');
  // It goes on where it was, once told of a hub that is none.
  const none = { resume: folder.path, parent, hub: { urls: ['wss://127.0.0.1:1'] } };
  await expect(startClass(none)).rejects.toThrow('No server of the hub was reached');
  held = await startClass({ resume: folder.path, parent });
  const client = await held.connect(ada);
  expect(await askAt(client, `class.seat.${ada.id}.hello`)).toHaveProperty('class');
  driver = await held.train('Tess again');
  await driver.ask('drive');
  await expect.poll(theirs, { timeout: patience }).toEqual(before);
});

test('a class that is deleted leaves nothing at its hub', limits, async () => {
  const { folder, deleted } = held.running;
  // A seat with a stream of its own.
  const zoe = await held.attend('Zoe');
  const url = held.running.hub.url;
  const login = { creds: credsOf(zoe.own!, zoe.seed) };
  const own = await connectTo(() => ({ type: 'url', url }), 'own', login);
  const stream = { name: 'MINE', subjects: ['mine'], num_replicas: 1, max_bytes: 1 << 20 };
  // A server that has just been given an account has its JetStream a moment later.
  await persist(patience, () => askJetStream(own, 'STREAM.CREATE.MINE', { body: stream }));
  await own.close();
  const gone = accountsOfClass();
  const lost = nats.nodes[1]!;
  lost.process().signal('SIGKILL');
  await lost.process().ended;
  // The registrar and the trainer may have been connected there.
  const refused = () => driver.ask('delete', { name: 'A class' });
  expect(await persist(patience, refused)).toEqual({
    error: expect.stringContaining('The hub has lost acme-2') as string,
  });
  await lost.start();
  const settled = () =>
    askJetStream(shop, 'STREAM.INFO.CLASS_STATE').then(
      (info) => (info as { cluster: { replicas: { current: boolean }[] } }).cluster.replicas,
    );
  await expect
    .poll(settled, { timeout: patience })
    .toMatchObject([{ current: true }, { current: true }]);
  expect(await driver.ask('delete', { name: 'A class' })).toEqual({ done: null });
  await deleted;
  expect(existsSync(folder.path)).toBe(false);
  const { data } = (await askAt(system, '$SYS.REQ.CLAIMS.LIST')) as { data: string[] };
  expect(data.filter((id) => gone.includes(id))).toEqual([]);
  await expect.poll(theirs, { timeout: patience }).toEqual(before);
  expect(shop.isClosed()).toBe(false);
  for (const { name } of nats.nodes) {
    const stored = await readdir(path.join(nats.folder, name, 'jetstream'));
    const streams = stored
      .filter((id) => gone.includes(id))
      .map((id) => path.join(nats.folder, name, 'jetstream', id, 'streams'));
    for (const each of streams) expect(existsSync(each) ? await readdir(each) : []).toEqual([]);
  }
});

/** What a class says at its start on a NATS that differs. */
async function startOn(differs: Foreign, change: (nats: ForeignNats) => Promise<object> | object) {
  const other = await startForeign(differs);
  onTestFinished(() => other.close());
  return startClass({ hub: { ...hubOf(other), ...(await change(other)) } });
}

const file = async (nats: ForeignNats, text: string) => {
  const name = path.join(nats.folder, 'other.creds');
  await writeFile(name, text);
  return { creds: name };
};

test.each<[string, Foreign, (nats: ForeignNats) => Promise<object> | object, RegExp]>([
  ['is not there', {}, () => ({ urls: ['wss://127.0.0.1:1'] }), /No server.*ECONNREFUSED/],
  ['has a certificate of strangers', {}, () => ({ ca: undefined }), /No server.*self.signed/],
  [
    'refuses the user',
    {},
    async (n) => {
      const { creds } = await stranger();
      return file(n, grantText(creds, n.signer));
    },
    /refuses the user/,
  ],
  [
    'has the user in another account',
    {},
    (n) => file(n, grantText(n.logins.shop, n.signer)),
    /none of the system account/,
  ],
  [
    'has another operator',
    {},
    (n) => file(n, grantText(n.logins.system, { keys: createOperator() })),
    /none of the operator of this hub/,
  ],
  ['has accounts in memory', { resolver: () => 'MEMORY' }, () => ({}), /takes no accounts/],
  [
    'keeps accounts for good',
    { resolver: (dir) => `{ type: full, dir: "${dir}" }` },
    () => ({}),
    /allow_delete/,
  ],
  [
    'has no domain',
    { jetstream: 'max_file_store: 20GB, max_memory_store: 2GB' },
    () => ({}),
    /no JetStream with a domain/,
  ],
  [
    'has no room',
    {
      jetstream: 'domain: small, max_file_store: 100MB, max_memory_store: 2GB',
    },
    () => ({}),
    /100 MiB left/,
  ],
  [
    'keeps nothing in memory',
    { nodes: 3, jetstream: 'domain: hub, max_file_store: 20GB, max_memory_store: 0' },
    () => ({}),
    /0 MiB in memory/,
  ],
  ['takes no leaves', { leafnodes: '' }, () => ({}), /takes no leaf nodes/],
])('a NATS that %s is refused with the remedy', limits, async (_, differs, change, words) => {
  await expect(startOn(differs, change)).rejects.toThrow(words);
});

/** A user of another operator’s system account. */
async function stranger(): Promise<{ creds: string }> {
  const account = await makeAccount({ keys: createOperator() }, 'SYS');
  return makeUser(account, 'stranger');
}

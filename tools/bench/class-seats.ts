// Forked by class.ts: the attendees of a class, and the native leaves of their seats, in a process of their own.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { askToJoin, type Membership } from '../../src/class/join.ts';
import { credsOf, hubAddress } from '../../src/class/logins.ts';
import {
  doorwaySchema,
  read,
  type Beat,
  type Doorway,
  type LabState,
  type SeatEvent,
} from '../../src/class/records.ts';
import { inboxOf, roomAccount, seatSubject } from '../../src/class/subjects.ts';
import { connectTo, type NatsConnection } from '../../src/nats/connect.ts';
import { temporaryFolder } from './cleanup.ts';
import { startServer } from './native-server.ts';

// Node has a WebSocket of its own only from version 22 on.
if (!('WebSocket' in globalThis)) Object.assign(globalThis, { WebSocket });

/** What the bench asks of its attendees. */
export type Order =
  | { do: 'join'; count: number; page: string; secret: string }
  | { do: 'leaf'; binary: string }
  | { do: 'work'; seconds: number };

/** How it ended: how long it took in milliseconds, or why it went wrong. */
export type Done = { ms: number; told: number } | { error: string };

/** How many come through the door at the same time: one process signs for all of them. */
const together = 8;
/** How many leaf connections one native server has, each with an account of its own. */
const eachServer = 30;
/** How often a seat gives a sign of life and passes a check, in milliseconds. */
const beatEvery = 5000;
const checkEvery = 10_000;

interface Attendee {
  member: Membership;
  client: NatsConnection;
}

let doorway: Doorway;
let hub: () => { type: 'url'; url: string };
const attendees: Attendee[] = [];
const folder = temporaryFolder();

const json = (value: unknown) => JSON.stringify(value);

async function attend(page: string, secret: string, number: number): Promise<void> {
  doorway = read(doorwaySchema, await (await fetch(new URL('/class.json', page))).text())!;
  const url = hubAddress(doorway.client, page);
  hub = () => ({ type: 'url', url });
  const lobby = await connectTo(hub, 'lobby', { creds: doorway.lobby });
  const member = await askToJoin(lobby, { as: 'seat', key: secret, name: `Attendee ${number}` });
  await lobby.close();
  if ('refused' in member) throw new Error(member.words);
  const creds = credsOf(member.page, member.seed);
  const client = await connectTo(hub, member.id, { creds }, inboxOf(member.id));
  await client.request(seatSubject(member.id, 'hello'), '', { timeout: 30_000 });
  attendees.push({ member, client });
}

/** Runs some work for each number below `count`, so many at a time. */
async function each(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const one = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: together }, one));
}

/** Starts native servers that join the hub as the seats' servers do: a leaf connection for each, through the site's address. */
async function linkAll(binary: string): Promise<void> {
  const url = hubAddress(doorway.leaf, hub().url);
  for (let first = 0; first < attendees.length; first += eachServer) {
    const members = attendees.slice(first, first + eachServer).map(({ member }) => member);
    const file = (name: string, text: string) => {
      const path = join(folder.path, name);
      writeFileSync(path, text);
      return path;
    };
    const remotes = members.map(({ id, room, seed }) => {
      const creds = file(`${id}.creds`, credsOf(room!, seed));
      return `{ url: "${url}", account: ${id}, credentials: "${creds}" }`;
    });
    const config = `server_name: leaves-${first}
listen: "127.0.0.1:-1"
accounts { ${members.map(({ id }) => `${id}: { users: [{ user: ${id}, password: ${roomAccount} }] }`).join('\n')} }
leafnodes { remotes: [ ${remotes.join('\n')} ] }
`;
    await startServer(binary, file(`leaves-${first}.conf`, config));
  }
}

/** Works as an attendee does, and says in the words of the check that fails next when it was told. */
async function work({ member: { id }, client }: Attendee, index: number, until: number) {
  let told = 0;
  const beat = async () => {
    const sign: Beat = {
      at: Date.now(),
      page: '/labs/join-a-leaf',
      roundTrip: 1,
      lab: 'join-a-leaf',
      leaf: true,
      following: true,
    };
    client.publish(seatSubject(id, 'beat'), json(sign));
    await client.flush();
  };
  const check = async () => {
    told += 1;
    const at = Date.now();
    const lab = 'join-a-leaf';
    const failing = { says: `told at ${at}`, since: at };
    const state: LabState = {
      lab,
      revision: told,
      at,
      running: true,
      started: at,
      steps: [{ id: 'dial', hints: told, shown: false, failing }],
    };
    const event: SeatEvent = { n: told, at, lab, step: 'dial', what: 'hint' };
    await client.request(seatSubject(id, `state.${lab}`), json(state), { timeout: 30_000 });
    await client.request(seatSubject(id, `event.bench-${told}`), json(event), { timeout: 30_000 });
  };
  const every = async (ms: number, act: () => Promise<void>) => {
    // Spread evenly, since people do not work in step.
    await pause((ms * index) / attendees.length);
    while (Date.now() < until) {
      const next = Date.now() + ms;
      await act();
      await pause(next - Date.now());
    }
  };
  await Promise.all([every(beatEvery, beat), every(checkEvery, check)]);
  return told;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

async function obey(order: Order): Promise<number> {
  switch (order.do) {
    case 'join':
      await each(order.count, (index) => attend(order.page, order.secret, index + 1));
      return 0;
    case 'leaf':
      await linkAll(order.binary);
      return 0;
    case 'work': {
      const until = Date.now() + order.seconds * 1000;
      const told = await Promise.all(attendees.map((one, index) => work(one, index, until)));
      return told.reduce((sum, each) => sum + each, 0);
    }
  }
}

process.on('message', (order: Order) => {
  const began = performance.now();
  obey(order).then(
    (told) => process.send!({ ms: performance.now() - began, told } satisfies Done),
    (error: unknown) => process.send!({ error: String(error) } satisfies Done),
  );
});
// Ends with the bench, and its servers with it.
process.on('disconnect', () => process.exit());

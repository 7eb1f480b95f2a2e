import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trainerSubject } from '../../src/class/subjects.ts';
import { headers } from '../../src/nats/nats-client.ts';
import type { NatsConnection } from '../../src/nats/connect.ts';
import { patience } from '../../tests/support/pass.ts';
import {
  askAt,
  startClass,
  type ClassAtWork,
  type Trainer,
} from '../../tests/support/running-class.ts';
import { persist } from './persist.ts';

/** A stream has no leader for some seconds after the loss of one. */
const limits = { timeout: 4 * patience };

let held: ClassAtWork;
let driver: Trainer;
const seats: { id: string; client: NatsConnection }[] = [];

beforeAll(async () => {
  held = await startClass({ nodes: 3 });
  driver = await held.train('Tess');
  for (const name of ['Ada', 'Bob', 'Eve', 'Fay']) {
    const member = await held.attend(name);
    seats.push({ id: member.id, client: await held.connect(member) });
  }
}, limits.timeout);
afterAll(() => held.close());

const names = ['class-1', 'class-2', 'class-3'];

/** Sends an event until the class has it, as a page does. */
async function tell({ id, client }: (typeof seats)[number], n: number): Promise<void> {
  const marked = headers();
  marked.set('Nats-Msg-Id', `${id}-${n}`);
  for (;;) {
    const options = { timeout: 500, headers: marked };
    const answer = await client
      .request(`class.seat.${id}.event.${n}`, JSON.stringify({ n }), options)
      .catch(() => undefined);
    if (!answer) continue;
    const { seq, error } = JSON.parse(new TextDecoder().decode(answer.data)) as {
      seq?: number;
      error?: { description: string };
    };
    if (seq !== undefined || error?.description === 'maximum messages per subject exceeded') return;
  }
}

interface Page {
  messages: { subject: string; data: string }[];
  next?: number;
}

/** Reads on in a stream as the trainer's page does: again, while it has no leader. */
const pageOf = (stream: string, after: number): Promise<Page> =>
  persist(2 * patience, async () => {
    // An answer is lost with the node that had it: it is asked for again.
    const subject = trainerSubject(driver.id, 'read');
    const { done, error } = await askAt(driver.client, subject, { stream, after }, 10_000);
    if (error !== undefined) throw new Error(error as string);
    return done as Page;
  });

/** The subjects of all that the class keeps of events, as a trainer reads them. */
async function events(): Promise<string[]> {
  const all: string[] = [];
  let after: number | undefined = 0;
  while (after !== undefined) {
    const page: Page = await pageOf('events', after);
    all.push(...page.messages.map(({ subject }) => subject));
    after = page.next;
  }
  return all;
}

/** The nodes of the hub, as a trainer is told of them. */
async function nodesTold(): Promise<unknown> {
  const { messages } = await pageOf('room', 0);
  const hub = messages.find(({ subject }) => subject === 'class.room.hub')!;
  return (JSON.parse(hub.data) as { nodes?: unknown }).nodes;
}

const allRun = (): boolean => held.running.hub.nodes().every(({ running }) => running);

test(
  'seats work on through the loss of each node in turn, and nothing is lost',
  limits,
  async () => {
    let n = 0;
    for (const name of names) {
      const was = held.running.hub.pid(name)!;
      const work = seats.map(async (seat) => {
        for (let i = n + 1; i <= n + 10; i++) await tell(seat, i);
      });
      process.kill(was, 'SIGKILL');
      await Promise.all(work);
      n += 10;
      // The registrar gives seats on two nodes as on three, once it has dialled another node.
      const late = await persist(patience, () => held.attend(`Late at ${name}`));
      expect(late).toHaveProperty('id');
      await expect.poll(allRun, { timeout: patience }).toBe(true);
      expect(held.running.hub.pid(name)).not.toBe(was);
      const all = seats.flatMap(({ id }) =>
        Array.from({ length: n }, (_, i) => `class.seat.${id}.event.${i + 1}`),
      );
      expect((await events()).toSorted()).toEqual(all.toSorted());
    }
  },
);

test('a trainer stops one node, is told of it, and has it back when asked', limits, async () => {
  const told = (stopped?: string) => names.map((name) => ({ name, running: name !== stopped }));
  await expect.poll(nodesTold, { timeout: patience }).toEqual(told());
  expect(await driver.ask('stop-hub', { seconds: 1, node: 'class-4' })).toEqual({
    error: 'The hub has no node class-4.',
  });
  expect(await driver.ask('stop-hub', { seconds: 600, node: 'class-2' })).toEqual({ done: null });
  await expect.poll(nodesTold, { timeout: patience }).toEqual(told('class-2'));
  expect(await driver.ask('leafs')).toEqual({ done: [] });
  await tell(seats[0]!, 1000);
  await driver.ask('stop-hub', { seconds: 1, node: 'class-2' });
  await expect.poll(nodesTold, { timeout: patience }).toEqual(told());
});

test(
  'a seat that is removed while a node is away is refused there when it is back',
  limits,
  async () => {
    const mallory = await held.attend('Mallory');
    held.running.hub.crash!(600_000, 'class-3');
    await expect
      .poll(() => held.running.hub.nodes()[2]!.running, { timeout: patience })
      .toBe(false);
    expect(await driver.ask('remove', { seat: mallory.id })).toEqual({ done: null });
    held.running.hub.crash!(1, 'class-3');
    await expect.poll(allRun, { timeout: patience }).toBe(true);
    // One try at each node.
    for (let node = 0; node < 3; node++)
      await expect(held.connect(mallory)).rejects.toThrow(/authori[sz]ation|authentication/i);
  },
);

test('the whole hub ends, and the class has all when it is back', limits, async () => {
  const before = await events();
  expect(await driver.ask('stop-hub', { seconds: 1 })).toEqual({ done: null });
  const someRun = () => held.running.hub.nodes().some(({ running }) => running);
  await expect.poll(someRun, { timeout: patience }).toBe(false);
  await tell(seats[1]!, 2000);
  const own = `class.seat.${seats[1]!.id}.event.2000`;
  const all = [...before, own].toSorted();
  expect((await events()).toSorted()).toEqual(all);
  const told = names.map((name) => ({ name, running: true }));
  await expect.poll(nodesTold, { timeout: patience }).toEqual(told);
});

test('a class of three nodes goes on with three', limits, async () => {
  const { folder } = held.running;
  const before = await events();
  await held.end();
  const parent = path.dirname(folder.path);
  await expect(startClass({ resume: folder.path, parent, nodes: 1 })).rejects.toThrow('3 nodes');
  held = await startClass({ resume: folder.path, parent });
  expect(held.running.hub.nodes().map(({ name }) => name)).toEqual(names);
  driver = await held.train('Tess again');
  expect((await events()).toSorted()).toEqual(before.toSorted());
});

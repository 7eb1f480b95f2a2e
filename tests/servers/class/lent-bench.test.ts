import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { benchHere, benchLine, benchWho, benchWish } from '../../../src/class/bench.ts';
import { benchHereSchema, read, type BenchHere, type Consent } from '../../../src/class/records.ts';
import { BenchLender } from '../../../src/components/ClassBench/bench-lender.ts';
import { joinLent } from '../../../src/components/Lab/join-lent.ts';
import { Store } from '../../../src/lab/session/store.ts';
import { joining } from '../../../src/lab/conf/hub-remote.ts';
import { createLabKit, type LabKit } from '../../../src/lab-kit/lab-kit.ts';
import type { NatsConnection } from '../../../src/nats/connect.ts';
import { natsLine } from '../../../src/nats/message-lines.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { Bench } from '../../support/bench.ts';
import { startBenchHub, type BenchHub } from '../hosts/bench-hub.ts';
import { tabInNode } from '../../support/host-kinds.ts';
import { patience } from '../../support/pass.ts';

// An attendee's page lends the lab of its tab to trainers, by consent alone.

const bench = new Bench(tabInNode);
let hub: BenchHub;
let seat: NatsConnection;
let trainer: NatsConnection;
let lab: LabKit;

beforeAll(async () => {
  hub = await startBenchHub();
  ({ seat, trainer } = hub);
});
beforeEach(async () => {
  lab = await bench.startKit({ topology: twoDomains });
});
afterAll(async () => {
  await bench.close();
  await hub.close();
});

/** A page of the attendee, and what it tells of its bench. */
async function page() {
  const said: Consent[] = [];
  const here = new Store<BenchHere | undefined>(undefined);
  const lender = new BenchLender({
    id: 'seat-1',
    name: 'Ada',
    class: 'c1',
    hub: new Store<NatsConnection | undefined>(seat),
    say: (_, value) => said.push(value),
  });
  const heard = trainer.subscribe(benchHere('seat-1'), {
    callback: (_, { data }) => here.set(read(benchHereSchema, data)),
  });
  onTestFinished(() => {
    heard.unsubscribe();
    lender.close();
  });
  await trainer.flush();
  await seat.flush();
  return { lender, said, here };
}

/** Joins the bench of which a page tells, as the page of a trainer does. */
async function join(here: BenchHere) {
  const line = () => natsLine(trainer, benchLine('seat-1', here.tab, 'ann'));
  const told = { onGrant: vi.fn(), onMissed: vi.fn() };
  const kit = createLabKit({ topology: twoDomains }, joinLent(line, told));
  onTestFinished(() => kit.session.stop());
  await kit.session.start();
  return { ...kit, told };
}

const stateOf = ({ session }: LabKit) => session.snapshot.get().state;

test('an attendee lets a trainer see the bench, then change it, and ends it', async () => {
  const { lender, said, here } = await page();
  lender.lend(lab.session, 'see');
  await vi.waitFor(() => expect(here.get()?.lent).toBeDefined(), patience);
  expect(here.get()).toMatchObject({
    name: 'Ada',
    lent: { topology: 'two-domains', grant: 'see' },
  });
  const viewing = await join(here.get()!);
  expect(stateOf(viewing)).toEqual({ type: 'running' });
  expect(lender.lent.get()).toMatchObject({ grant: 'see', viewers: 1 });
  await expect(viewing.session.host.stopServer('leaf')).rejects.toThrow('may not change it');

  lender.lend(lab.session, 'take');
  await vi.waitFor(() => expect(viewing.told.onGrant).toHaveBeenLastCalledWith('take'), patience);
  await viewing.tools.run('leaf', 'stream add MADE --subjects made --defaults');
  expect(await lab.tools.run('leaf', 'stream ls --names')).toContain('MADE');

  lender.end('The attendee has ended it.');
  await vi.waitFor(
    () => expect(stateOf(viewing)).toMatchObject({ reason: 'The attendee has ended it.' }),
    patience,
  );
  await vi.waitFor(() => expect(here.get()).toMatchObject({ name: 'Ada' }), patience);
  expect(here.get()!.lent).toBeUndefined();
  expect(said.map(({ see, take }) => [see, take])).toEqual([
    [true, false],
    [true, true],
    [false, false],
  ]);
});

test('without consent no lab is joined', async () => {
  const { lender, here } = await page();
  lender.lend(lab.session, 'take');
  await vi.waitFor(() => expect(here.get()?.lent).toBeDefined(), patience);
  const lent = here.get()!;
  lender.end('The attendee has ended it.');
  here.set(undefined);
  trainer.publish(benchWho('seat-1', 'ann'));
  const viewing = await join(lent);
  expect(stateOf(viewing)).toMatchObject({ type: 'failed' });
  expect(here.get()?.lent).toBeUndefined();
});

test('a wish of a trainer is answered by the attendee', async () => {
  const { lender, said } = await page();
  const wish = (wish: unknown) => trainer.publish(benchWish('seat-1', 'ann'), JSON.stringify(wish));
  wish({ by: 'Ann', wish: 'all of it' });
  wish({ by: 'Ann', wish: 'see' });
  await vi.waitFor(() => expect(lender.wish.get()).toEqual({ by: 'Ann', wish: 'see' }), patience);
  expect(lender.lent.get()).toBeUndefined();
  lender.decline();
  expect(lender.wish.get()).toBeUndefined();
  expect(said).toMatchObject([{ see: false, take: false }]);
});

test('a lab that is stopped is lent no more', async () => {
  const { lender, said, here } = await page();
  lender.lend(lab.session, 'see');
  await vi.waitFor(() => expect(here.get()?.lent).toBeDefined(), patience);
  const viewing = await join(here.get()!);
  lab.session.stop();
  expect(lender.lent.get()).toBeUndefined();
  expect(said.at(-1)).toMatchObject({ see: false });
  await vi.waitFor(
    () => expect(stateOf(viewing)).toMatchObject({ reason: 'The lab was stopped.' }),
    patience,
  );
});

test('of two tabs of an attendee one lends at a time', async () => {
  const [one, two] = [await page(), await page()];
  const tabs = new BroadcastChannel('leafwise.class.c1.seat-1.bench');
  onTestFinished(() => tabs.close());
  const told = new Promise((resolve) => (tabs.onmessage = resolve));
  one.lender.lend(lab.session, 'see');
  await told;
  two.lender.lend(lab.session, 'see');
  await vi.waitFor(() => expect(one.lender.lent.get()).toBeUndefined(), patience);
  expect(two.lender.lent.get()).toBeDefined();
});

test('a login at a hub elsewhere stays with its owner', async () => {
  const { lender, here } = await page();
  const { leaf } = lab.session.snapshot.get().configs;
  const login = { type: 'password', user: 'ada', password: 'secret-word' } as const;
  const mine = joining(leaf!, 'hub', login);
  await lab.session.apply('leaf', mine);
  lender.lend(lab.session, 'take');
  await vi.waitFor(() => expect(here.get()?.lent).toBeDefined(), patience);
  const viewing = await join(here.get()!);
  const told = viewing.session.snapshot.get().configs['leaf']!;
  expect(told).toContain('nats-leaf://[hidden]@hub');
  expect(JSON.stringify(viewing.session.snapshot.get())).not.toContain('secret-word');
  await expect(viewing.session.apply('leaf', told)).rejects.toThrow('its owner’s');
  expect(lab.session.snapshot.get().configs['leaf']).toBe(mine);
});

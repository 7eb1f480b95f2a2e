import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { joinShown } from '../../../src/components/Lab/join-lent.ts';
import { showSession } from '../../../src/components/Lab/show-session.ts';
import type { MessageLine } from '../../../src/lab/network/message-line.ts';
import { jszOf } from '../../../src/lab/monitoring/jsz.ts';
import { createLabKit, type LabKit } from '../../../src/lab-kit/lab-kit.ts';
import { connectTo, type NatsConnection } from '../../../src/nats/connect.ts';
import { natsLine } from '../../../src/nats/message-lines.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { Bench } from '../../support/bench.ts';
import { tabInNode } from '../../support/host-kinds.ts';
import { patience } from '../../support/pass.ts';
import { startHub, type NativeHub } from './native-hub.ts';

// The trainer's bench, whose servers run in their tab, as all of a class see it over the hub.

const bench = new Bench(tabInNode);
let hub: NativeHub;
let trainer: NatsConnection;
let seat: NatsConnection;
let shown: LabKit;

beforeAll(async () => {
  hub = await startHub();
  const client = (name: string) => connectTo(() => ({ type: 'url', url: hub.url }), name);
  trainer = await client('trainer');
  seat = await client('seat');
});
beforeEach(async () => {
  shown = await bench.startKit({ topology: twoDomains });
});
afterAll(async () => {
  await bench.close();
  await seat.close();
  await trainer.close();
  await hub.stop();
});

/** Shows the bench on a subject; answers what counts the packets that leave the page, and the end of it. */
async function show() {
  const sent = vi.fn();
  const showing = showSession(
    shown.session,
    (packet) => {
      sent(packet);
      trainer.publish('shown', packet);
    },
    (words) => showing.end(words),
  );
  const heard = trainer.subscribe('look', { callback: () => showing.look() });
  onTestFinished(() => {
    heard.unsubscribe();
    showing.end('over');
  });
  await trainer.flush();
  return { sent, end: showing.end };
}

/** Looks at the bench that is shown, as the page of an attendee does. */
async function look(through = (line: MessageLine) => line) {
  const onMissed = vi.fn();
  const line = () => through(natsLine(seat, { send: 'look', receive: 'shown' }));
  const kit = createLabKit({ topology: twoDomains }, joinShown(line, { onMissed }));
  onTestFinished(() => kit.session.stop());
  await kit.session.start();
  expect(kit.session.snapshot.get().state).toEqual({ type: 'running' });
  return { ...kit, onMissed };
}

const seenIn = ({ session }: LabKit) => {
  const { servers, links, configs } = session.snapshot.get();
  return { servers, links, configs };
};

test('all see the map, the log, the wire and the configurations, and those who come late', async () => {
  await show();
  const first = await look();
  expect(seenIn(first)).toEqual(seenIn(shown));
  expect(first.session.log.get()).toEqual(shown.session.log.get());

  await shown.tools.run('leaf', 'stream add S --subjects s --defaults');
  await shown.tools.run('hub', 'stream ls --js-domain leaf');
  await shown.session.apply('hub', `${shown.session.snapshot.get().configs['hub']!}\n# shown\n`);
  await shown.tools.host.cutLink('leaf-hub', 'silent');
  const late = await look();
  for (const viewer of [first, late])
    await vi.waitFor(() => {
      expect(seenIn(viewer)).toEqual(seenIn(shown));
      expect(viewer.session.wire.last).toBe(shown.session.wire.last);
      expect(viewer.session.log.get().at(-1)).toEqual(shown.session.log.get().at(-1));
    }, patience);
});

test('what servers answered the trainer is told to all; all else is refused in words', async () => {
  await show();
  const { session, connect } = await look();
  await expect(jszOf(session.polling, 'leaf')).rejects.toThrow('does not show this now');
  await jszOf(shown.session.polling, 'leaf');
  await vi.waitFor(
    async () => expect(await jszOf(session.polling, 'leaf')).toMatchObject({ streams: 0 }),
    patience,
  );
  for (const act of [
    () => session.host.cutLink('leaf-hub', 'refused'),
    () => session.host.stopServer('hub'),
    () => session.apply('hub', ''),
    () => connect('hub'),
  ])
    await expect(act()).rejects.toThrow('You see the bench of the trainer');
  expect(seenIn(shown).servers['hub']).toMatchObject({ type: 'running' });
});

test('three hundred who look do not make the trainer’s page send each its own', async () => {
  const { sent } = await show();
  const onMissed = vi.fn();
  const viewers = await Promise.all(
    Array.from({ length: 300 }, async () => {
      const line = () => natsLine(seat, { send: 'look', receive: 'shown' });
      const kit = createLabKit({ topology: twoDomains }, joinShown(line, { onMissed }));
      onTestFinished(() => kit.session.stop());
      await kit.session.start();
      return kit;
    }),
  );
  await shown.tools.host.cutLink('leaf-hub', 'refused');
  await vi.waitFor(() => {
    for (const viewer of viewers) expect(seenIn(viewer)).toEqual(seenIn(shown));
  }, patience);
  expect(sent.mock.calls.length).toBeLessThan(viewers.length);
});

test('who has missed a change asks again, and has all of it once', async () => {
  await show();
  let lose = false;
  const viewer = await look((line) => ({
    ...line,
    receive: (take) => line.receive((packet) => !lose && take(packet)),
  }));
  lose = true;
  await shown.tools.host.cutLink('leaf-hub', 'refused');
  await shown.tools.run('leaf', 'stream add S --subjects s --defaults');
  await trainer.flush();
  await vi.waitFor(
    () => expect(shown.session.snapshot.get().links['leaf-hub']).toMatchObject({ type: 'cut' }),
    patience,
  );
  lose = false;
  await shown.tools.host.healLink('leaf-hub');
  await vi.waitFor(() => {
    expect(seenIn(viewer)).toEqual(seenIn(shown));
    expect(viewer.session.wire.last).toBe(shown.session.wire.last);
  }, patience);
  const seqs = viewer.session.wire.snapshot().events.map(({ seq }) => seq);
  expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
});

test('an end is told to all, and so is a lab that was stopped', async () => {
  const { end } = await show();
  const one = await look();
  end('The trainer shows it no more.');
  const reason = (kit: LabKit, words: string) =>
    vi.waitFor(
      () => expect(kit.session.snapshot.get().state).toMatchObject({ reason: words }),
      patience,
    );
  await reason(one, 'The trainer shows it no more.');
  await show();
  const two = await look();
  shown.session.stop();
  await reason(two, 'The lab was stopped.');
});

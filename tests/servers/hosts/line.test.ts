import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { pushSubject, seatSubject } from '../../../src/class/subjects.ts';
import type { Grant } from '../../../src/hosts/line/line-protocol.ts';
import { lineHost } from '../../../src/hosts/line/open-line.ts';
import { serveLine, type Viewer } from '../../../src/hosts/line/serve-line.ts';
import type { MessageLine } from '../../../src/lab/network/message-line.ts';
import type { LabKit } from '../../../src/lab-kit/lab-kit.ts';
import { createLabKit } from '../../../src/lab-kit/lab-kit.ts';
import { credsIn, hostOf, watchSession } from '../../../src/lab/session/lent.ts';
import type { NatsConnection } from '../../../src/nats/connect.ts';
import { acceptLines, natsLine } from '../../../src/nats/message-lines.ts';
import bridge from '../../../topologies/bridge/topology.ts';
import operatorMode from '../../../topologies/operator-mode/topology.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { Bench } from '../../support/bench.ts';
import { startBenchHub, type BenchHub } from './bench-hub.ts';
import { tabInNode } from '../../support/host-kinds.ts';
import { patience } from '../../support/pass.ts';

// An attendee's bench, whose servers run in their tab, as the trainer sees it over the hub of the class.

const bench = new Bench(tabInNode);
let hub: BenchHub;
let seat: NatsConnection;
let trainer: NatsConnection;
let lent: LabKit;

beforeAll(async () => {
  hub = await startBenchHub();
  ({ seat, trainer } = hub);
});
beforeEach(async () => {
  lent = await bench.startKit({ topology: twoDomains });
});
afterAll(async () => {
  stop();
  await bench.close();
  await hub.close();
});

let lines = 0;
/** Ends the lending of before: one page lends a bench, never two. */
let stop = () => {};

/** Lends the bench to the trainer, who joins it as a page does. */
async function join(grant: Grant, through = (line: MessageLine) => line, topology = twoDomains) {
  const told = { onGrant: vi.fn<(grant: Grant) => void>(), onMissed: vi.fn<(n: number) => void>() };
  const viewers: Viewer[] = [];
  const { session } = lent;
  stop();
  stop = acceptLines(
    seat,
    pushSubject('seat-1', 'bench.lent'),
    (subject) => {
      const [peer, line] = subject.split('.').slice(-2);
      return { answer: seatSubject('seat-1', `bench.lent.${peer}.${line}`), peer: peer! };
    },
    (line) => {
      const viewer = serveLine(
        through(line),
        {
          topology: session.topology.name,
          host: hostOf(session),
          openClient: (server) => session.openClient(server),
          configs: () => session.snapshot.get().configs,
          creds: () => credsIn(session),
          watch: (events) => watchSession(session, events, (words) => viewer.end(words)),
        },
        grant,
        () => {},
      );
      viewers.push(viewer);
    },
  );
  await seat.flush();
  const line = () => {
    const name = `ann.${++lines}`;
    return natsLine(trainer, {
      send: pushSubject('seat-1', `bench.lent.${name}`),
      receive: seatSubject('seat-1', `bench.lent.${name}`),
    });
  };
  const kit = createLabKit({ topology }, async () => lineHost(line(), told));
  onTestFinished(() => kit.session.stop());
  await kit.session.start();
  return { ...kit, told, viewer: viewers[0]! };
}

async function joined(...asked: Parameters<typeof join>) {
  const kit = await join(...asked);
  expect(kit.session.snapshot.get().state).toEqual({ type: 'running' });
  return kit;
}

const configOf = (kit: LabKit, server: string) => kit.session.snapshot.get().configs[server]!;

test('a trainer sees the map, the log, the wire and what monitoring says', async () => {
  const { session } = await joined('see');
  const own = lent.session;
  expect(session.snapshot.get()).toMatchObject({
    servers: own.snapshot.get().servers,
    links: own.snapshot.get().links,
    configs: own.snapshot.get().configs,
  });
  expect(session.log.get()).toEqual(own.log.get());
  const varz = await session.host.monitor('leaf', 'varz');
  expect(varz).toMatchObject({ jetstream: { config: { domain: 'leaf' } } });

  await lent.tools.host.cutLink('leaf-hub', 'silent');
  await vi.waitFor(
    () => expect(session.snapshot.get().links['leaf-hub']).toEqual({ type: 'cut', how: 'silent' }),
    patience,
  );
  await lent.tools.host.healLink('leaf-hub');
  await lent.tools.run('leaf', 'stream add S --subjects s --defaults');
  await lent.tools.run('hub', 'stream ls --js-domain leaf');
  const crossed = () => session.wire.snapshot().events.map(({ seq }) => seq);
  await vi.waitFor(() => {
    expect(own.wire.last).toBeGreaterThan(0);
    expect(crossed().at(-1)).toBe(own.wire.last);
  }, patience);
});

test('a configuration that the attendee applies is the one that the trainer sees', async () => {
  const viewing = await joined('see');
  const changed = `${configOf(lent, 'hub')}\n# looked at\n`;
  await lent.session.apply('hub', changed);
  await vi.waitFor(() => expect(configOf(viewing, 'hub')).toBe(changed), patience);
});

test('whoever may only see is refused each change, in words', async () => {
  const { session, connect } = await joined('see');
  const refused = 'You see this bench, and may not change it';
  const { host } = session;
  for (const act of [
    () => host.cutLink('leaf-hub', 'refused'),
    () => host.stopServer('hub'),
    () => host.crashServer('hub'),
    () => host.reloadServer('hub', ''),
    () => host.startServer('hub', ''),
    () => host.putFile('hub', '/a', ''),
    () => host.wipeServer('hub'),
    () => host.setLogging('hub', { debug: true, trace: true }),
    () => connect('hub'),
    () => session.reset().then(() => Promise.reject(new Error(stateWords()))),
  ]) {
    await expect(act()).rejects.toThrow(refused);
  }
  function stateWords() {
    const { state } = session.snapshot.get();
    return state.type === 'failed' ? state.reason : state.type;
  }
  expect(lent.session.snapshot.get()).toMatchObject({
    servers: { hub: { type: 'running' }, leaf: { type: 'running' } },
    links: { 'leaf-hub': { type: 'up' } },
  });
});

test('whoever takes over cuts a link, works at a console, and applies what the attendee then has', async () => {
  const viewing = await joined('take');
  await viewing.session.host.cutLink('leaf-hub', 'refused');
  await vi.waitFor(
    () => expect(lent.session.snapshot.get().links['leaf-hub']).toMatchObject({ type: 'cut' }),
    patience,
  );
  await viewing.session.host.healLink('leaf-hub');

  await viewing.tools.run('leaf', 'stream add LENT --subjects lent --defaults');
  expect(await lent.tools.run('leaf', 'stream ls --names')).toContain('LENT');
  const large = 'x'.repeat(900_000);
  const client = await viewing.connect('leaf');
  const answer = new Promise<number>((resolve) => {
    client.subscribe('large', { callback: (_, { data }) => resolve(data.length) });
  });
  client.publish('large', new TextEncoder().encode(large));
  expect(await answer).toBe(large.length);

  const changed = `${configOf(lent, 'hub')}\n# helped\n`;
  await viewing.session.apply('hub', changed);
  expect(configOf(lent, 'hub')).toBe(changed);
});

test('servers that trust the keys of their owner run on as they are, and are used with their logins', async () => {
  lent = await bench.startKit({ topology: operatorMode });
  const at = operatorMode.servers.find(({ login }) => login)!.name;
  const before = await lent.session.host.monitor(at, 'varz');
  await lent.tools.run(at, 'stream add KEPT --subjects kept --defaults');
  const viewing = await joined('take', undefined, operatorMode);
  expect(await lent.session.host.monitor(at, 'varz')).toMatchObject({ start: before.start });
  expect(await viewing.tools.run(at, 'stream ls --names')).toContain('KEPT');

  viewing.viewer.grant('see');
  await vi.waitFor(() => expect(viewing.told.onGrant).toHaveBeenLastCalledWith('see'), patience);
  await expect(viewing.tools.run(at, 'stream ls')).rejects.toThrow('not lent to you');
});

test('consent that is taken back ends it at once', async () => {
  const viewing = await joined('take');
  const { host } = viewing.session;
  const client = await viewing.connect('hub');
  viewing.viewer.grant('see');
  await expect(host.cutLink('leaf-hub', 'refused')).rejects.toThrow('may not change it');
  await vi.waitFor(() => expect(viewing.told.onGrant).toHaveBeenLastCalledWith('see'), patience);
  await expect(client.flush().then(() => viewing.connect('hub'))).rejects.toThrow();

  viewing.viewer.end('The attendee has ended it.');
  await vi.waitFor(
    () =>
      expect(viewing.session.snapshot.get().state).toMatchObject({
        type: 'failed',
        reason: 'The attendee has ended it.',
      }),
    patience,
  );
  await expect(host.cutLink('leaf-hub', 'refused')).rejects.toThrow();
  expect(lent.session.snapshot.get().links['leaf-hub']).toMatchObject({ type: 'up' });
});

test('frames that a slow viewer has no room for are left out and counted, and no state is', async () => {
  // The hub is quick, so the slow way is made here: what the viewer says to have is held back.
  let hold = false;
  const held: (() => void)[] = [];
  const slow = (line: MessageLine): MessageLine => ({
    ...line,
    receive: (take) =>
      line.receive((packet) => {
        if (hold) held.push(() => take(packet.slice()));
        else take(packet);
      }),
  });
  const viewing = await joined('see', slow);
  await lent.tools.run('hub', 'stream add MANY --subjects many.> --defaults');
  hold = true;
  const leaf = await lent.connect('leaf');
  for (const burst of [1, 2]) {
    for (let i = 0; i < 4000; i++) leaf.publish(`many.${i}`, new Uint8Array(500));
    await vi.waitFor(
      () => expect(lent.session.wire.came).toBeGreaterThanOrEqual(burst * 4000),
      patience,
    );
  }
  await lent.tools.host.cutLink('leaf-hub', 'silent');
  await lent.tools.host.healLink('leaf-hub');
  await lent.tools.host.cutLink('leaf-hub', 'refused');
  await vi.waitFor(
    () =>
      expect(viewing.session.snapshot.get().links['leaf-hub']).toEqual({
        type: 'cut',
        how: 'refused',
      }),
    patience,
  );
  hold = false;
  for (const go of held) go();
  await vi.waitFor(() => expect(viewing.told.onMissed).toHaveBeenCalled(), patience);
  const missed = viewing.told.onMissed.mock.calls.reduce((sum, [count]) => sum + count, 0);
  expect(missed).toBeGreaterThan(0);
  expect(viewing.session.wire.came).toBeLessThan(lent.session.wire.came);
});

test('a line that loses a message ends and says so, and another can be opened', async () => {
  let lose = 0;
  const lossy = (line: MessageLine): MessageLine => ({
    ...line,
    send: (packet) => {
      if (lose-- <= 0) line.send(packet);
    },
  });
  const viewing = await joined('see', lossy);
  lose = 1;
  await lent.tools.host.cutLink('leaf-hub', 'refused');
  await lent.tools.host.healLink('leaf-hub');
  await vi.waitFor(
    () =>
      expect(viewing.session.snapshot.get().state).toMatchObject({
        type: 'failed',
        reason: 'The connection lost a part of what was sent.',
      }),
    patience,
  );
  await viewing.session.start();
  expect(viewing.session.snapshot.get().state).toEqual({ type: 'running' });
});

test('a page about another topology, and bytes that are none, are refused and end nothing', async () => {
  const { session } = await joined('see');
  const name = 'mallory.1';
  trainer.publish(pushSubject('seat-1', `bench.lent.${name}`), new Uint8Array([9]));
  trainer.publish(pushSubject('seat-1', `bench.lent.${name}`), new Uint8Array([1, 0, 0, 0, 0, 1]));
  trainer.publish(pushSubject('seat-1', `bench.lent.${name}`), new Uint8Array(90_000).fill(255));
  await trainer.flush();
  expect(await session.host.monitor('leaf', 'varz')).toHaveProperty('jetstream');

  const other = await join('take', undefined, bridge);
  expect(other.session.snapshot.get().state).toMatchObject({
    type: 'failed',
    reason: `This bench has two-domains, and your page is about ${bridge.name}.`,
  });
});

import { describe, expect, onTestFailed, test } from 'vitest';
import { verdict } from '../../../src/lab/checks/check.ts';
import { linkUp } from '../../../src/lab/checks/links.ts';
import type { NatsConnection } from '../../../src/nats/connect.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { Disturbances } from './chaos-disturbances.ts';
import { Publisher } from './chaos-publisher.ts';
import { chosenSeed, mulberry32 } from './chaos-random.ts';
import type { Bench, Lab } from '../../support/bench.ts';

const link = { name: 'leaf-hub', from: 'leaf', to: 'hub' };

/**
 * The number of rounds, and of disturbances in each. After a round all is mended and the hub catches
 * up.
 */
const rounds = 4;
const eachRound = 25;

/** How many more messages are acknowledged after each disturbance before the next. */
const between = 20;

/**
 * How long the hub may take to catch up, in milliseconds. Where a source asks for its consumer while the link is down,
 * it waits 30 s for the answer (`srcConsumerWaitTime` in `stream.go`), and then 10 s longer after each failure.
 */
const catchUp = 90_000;

/** Links up before a hub that has started asks for its source: else each start costs the 30 s. */
const quickLeaf = twoDomains.servers
  .find(({ name }) => name === 'leaf')!
  .config.replace('leafnodes {', 'leafnodes {\n  reconnect: "100ms"');

const asPublished = { lost: [], doubled: [], unknown: [] };

const seed = chosenSeed();

/**
 * The servers run as their configurations stand, without `sync_interval: always`. A stream with one
 * replica writes each message to its file before it acknowledges it (`flush && mb.fs.fip` in
 * `filestore.go` of nats-server 2.15), so a killed process loses no message: data not yet synced is
 * lost only with the power. A stream with `persist_mode: async` is an exception; see `AsyncFlush` in
 * `stream.go`.
 */
export function chaos(bench: Bench): void {
  describe('nothing acknowledged is lost or doubled', () => {
    test(`over ${rounds * eachRound} cuts, stops and crashes (LEAFWISE_SEED=${seed})`, async () => {
      const lab = await bench.start(twoDomains, { leaf: quickLeaf });
      const disturbances = new Disturbances(lab, mulberry32(seed));
      onTestFailed(() => console.error(disturbances.history.join('\n')));
      const hub = await lab.client('hub');
      const leaf = await lab.client('leaf');
      await addStreams(hub, leaf);

      const acknowledged: string[] = [];
      for (let round = 1; round <= rounds; round++) {
        const publisher = new Publisher(leaf, `events.${round}`, 4);
        for (let i = 0; i < eachRound; i++) {
          await disturbances.next();
          await more(lab, publisher);
        }
        await publisher.stop();
        acknowledged.push(...publisher.acknowledged);
        expect(compare(acknowledged, await idsIn(leaf, 'EVENTS'))).toEqual(asPublished);
        await disturbances.mend();
        await lab.pass(linkUp(link), catchUp);
        await lab.pass(async () => {
          const held = await stored(hub, 'ALL');
          const { length } = acknowledged;
          return verdict(held >= length, `${length} messages at the hub`, String(held));
        }, catchUp);
      }

      expect(compare(acknowledged, await idsIn(hub, 'ALL'))).toEqual(asPublished);
    }, 400_000);
  });
}

/** A stream at the leaf, and one at the hub that sources it. */
async function addStreams(hub: NatsConnection, leaf: NatsConnection): Promise<void> {
  const atLeaf = (await leaf.jetstreamManager()).streams;
  const window = 2 * 60 * 1e9; // longer than any message is tried again, in nanoseconds
  await atLeaf.add({ name: 'EVENTS', subjects: ['events.>'], duplicate_window: window });
  const atHub = (await hub.jetstreamManager()).streams;
  const external = { api: '$JS.leaf.API', deliver: '' };
  await atHub.add({ name: 'ALL', sources: [{ name: 'EVENTS', external }] });
}

/** Waits until some more messages have been acknowledged. */
async function more(lab: Lab, { acknowledged }: Publisher): Promise<void> {
  const enough = acknowledged.length + between;
  await lab.until(() => acknowledged.length >= enough);
}

async function stored(client: NatsConnection, stream: string): Promise<number> {
  const { streams } = await client.jetstreamManager({ checkAPI: false });
  return (await streams.info(stream)).state.messages;
}

/** The message ids of a stream, in the order it holds them. */
async function idsIn(client: NatsConnection, stream: string): Promise<string[]> {
  const left = await stored(client, stream);
  const consumer = await client.jetstream().consumers.get(stream);
  const ids: string[] = [];
  for await (const { headers } of await consumer.consume()) {
    ids.push(headers?.get('Nats-Msg-Id') ?? 'none');
    if (ids.length === left) break;
  }
  return ids;
}

/** Answers the messages that a stream lacks, has more than once, or has without an acknowledgement. */
function compare(acknowledged: string[], held: string[]) {
  const wanted = new Set(acknowledged);
  const seen = new Set<string>();
  const doubled = held.filter((id) => seen.size === seen.add(id).size);
  return {
    lost: acknowledged.filter((id) => !seen.has(id)),
    doubled,
    unknown: held.filter((id) => !wanted.has(id)),
  };
}

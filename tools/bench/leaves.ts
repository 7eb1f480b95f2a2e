import type { NatsConnection } from '../../src/nats/connect.ts';
import type { Measured } from './figures.ts';
import { withConnection } from './page/traffic.ts';
import { tcpEndpoint } from './tcp-endpoint.ts';
import { leafName, withFleet, type Fleet } from './fleet.ts';

/** How many leaves join one hub. */
export const leaves = 500;
/** How long a line is watched at rest, in seconds: two rounds of the pings that a server sends every two minutes. */
export const atRest = 240;
/** How long heartbeats are counted, in seconds. */
const counted = 30;
/** How long requests may take, in milliseconds: each of the leaves makes a stream, and the hub a consumer at each. */
const patience = 300_000;

/** The cost of many leaves at rest, and of all of them coming back at once. */
export function measureLeaves(say: (doing: string) => void): Promise<Measured[]> {
  return withFleet(leaves, '', async (fleet) => {
    const before = await fleet.varz();
    say(`starting ${leaves} leaves`);
    await fleet.startLeaves();
    await fleet.linked();
    await fleet.settled();
    const joined = fleet.bytesOfOne();
    const rest = await watch(fleet, atRest, say);
    const perLeaf = (all: number) => all / leaves;
    return [
      { name: 'sizing.leaf.joining', value: joined, unit: 'bytes' },
      { name: 'sizing.leaf.rest', value: rest.bytesOfOne / atRest, unit: 'bytes/s' },
      { name: 'sizing.leaf.memory', value: perLeaf(rest.mem - before.mem), unit: 'bytes' },
      {
        name: 'sizing.leaf.subscriptions',
        value: perLeaf(rest.subscriptions - before.subscriptions),
        unit: 'of one leaf',
      },
      { name: 'sizing.hub.rest', value: rest.cpu, unit: '% of a core' },
      ...(await measureReturn(fleet, 'sizing.return', say)),
    ];
  });
}

/**
 * The same return where the hub keeps the interest of each leaf from the others, and the cost of a source from each.
 * Where each leaf is told of the others' consumers, one machine does not come to rest with so many servers.
 */
export function measureIsolated(say: (doing: string) => void): Promise<Measured[]> {
  return withFleet(leaves, 'isolate_leafnode_interest: true', async (fleet) => {
    say(`starting ${leaves} leaves, isolated`);
    await fleet.startLeaves();
    await fleet.linked();
    await fleet.settled();
    const joined = fleet.bytesOfOne();
    const back = await measureReturn(fleet, 'sizing.isolated.return', say);
    await fleet.settled();
    return [
      {
        name: 'sizing.isolated.joining',
        value: joined,
        unit: 'bytes',
        against: 'sizing.leaf.joining',
      },
      ...(await measureSources(fleet, say)),
      ...back.map((each) => ({ ...each, against: each.name.replace('.isolated', '') })),
    ];
  });
}

/** Counts for a while what the hub takes in, with the load on its processor as it was at the end of each second. */
async function watch(fleet: Fleet, seconds: number, say: (doing: string) => void) {
  say(`counting for ${seconds} s`);
  const first = await fleet.varz();
  const bytes = fleet.bytesOfOne();
  let cpu = 0;
  let last = first;
  for (let second = 1; second <= seconds; second++) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    last = await fleet.varz();
    cpu += last.cpu;
  }
  return {
    ...last,
    cpu: cpu / seconds,
    messages: (last.in_msgs - first.in_msgs) / seconds,
    bytes: (last.in_bytes - first.in_bytes) / seconds,
    bytesOfOne: fleet.bytesOfOne() - bytes,
  };
}

/** One stream at the hub with a source from each leaf, which has no new messages. */
async function measureSources(fleet: Fleet, say: (doing: string) => void): Promise<Measured[]> {
  say(`one stream with ${leaves} sources`);
  const name = 'READINGS';
  await withConnection(
    () => tcpEndpoint(fleet.port),
    async (hub) => {
      await eachLeaf(async (domain) => {
        const { streams } = await hub.jetstreamManager({ domain, timeout: patience });
        await streams.add({ name, subjects: [`${domain}.>`] });
      });
      await sourceAll(hub, name);
    },
  );
  const idle = await watch(fleet, counted, say);
  return [
    { name: 'sizing.sources.messages', value: idle.messages, unit: '/s' },
    { name: 'sizing.sources.bytes', value: idle.bytesOfOne / counted, unit: 'bytes/s' },
    { name: 'sizing.sources.hub', value: idle.cpu, unit: '% of a core' },
  ];
}

/** Resolves when the hub hears from every source. */
async function sourceAll(hub: NatsConnection, name: string): Promise<void> {
  const { streams } = await hub.jetstreamManager({ timeout: patience });
  const sources = Array.from({ length: leaves }, (_, index) => ({
    name,
    external: { api: `$JS.${leafName(index)}.API`, deliver: '' },
  }));
  const all = 'ALL-READINGS';
  await streams.add({ name: all, sources });
  for (;;) {
    const { sources: heard = [] } = await streams.info(all);
    if (heard.length === leaves && heard.every(isHeard)) return;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** `active` is in nanoseconds, and -1 before the first heartbeat. A source is stalled after ten seconds. */
const isHeard = ({ active }: { active: number }) => active >= 0 && active < 10e9;

async function eachLeaf(work: (domain: string) => Promise<void>): Promise<void> {
  for (let index = 0; index < leaves; index++) await work(leafName(index));
}

/** Ends the hub and starts it again, and times its leaves from when it is ready. */
async function measureReturn(
  fleet: Fleet,
  name: string,
  say: (doing: string) => void,
): Promise<Measured[]> {
  say('the hub ends, and starts again');
  await fleet.stopHub();
  await fleet.startHub();
  const ready = performance.now();
  await fleet.linked();
  return [{ name, value: performance.now() - ready, unit: 'ms' }];
}

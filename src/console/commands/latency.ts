import { createInbox } from '../../nats/nats-client.ts';
import type { NatsConnection } from '../../nats/connect.ts';
import { command, type CommandContext } from '../command.ts';
import { clientWords } from '../console-errors.ts';
import { durationOr, text, wholeOr } from '../flags.ts';
import { Problem, UsageProblem } from '../problem.ts';
import { clock, showCount, showGoDuration } from '../units.ts';
import { pause } from './message/waiting.ts';

const line = '==============================';

/** The most messages of a test: a page has one thread for servers, clients and the picture of both. */
const most = 100_000;

export const latency = command({
  name: 'latency',
  aliases: ['lat'],
  help: 'Perform latency tests between two NATS servers',
  differs:
    'The second server is one of the lab, by its name. Both clients have the clock of the page, and there is no --histogram.',
  examples: ['latency --server-b hub --duration 2s'],
  args: {},
  flags: {
    'server-b': text('The second server to subscribe on', {
      placeholder: 'SERVER-B',
      names: 'server',
    }),
    size: wholeOr(8, 'Message size'),
    rate: wholeOr(1000, 'Rate of messages per second'),
    duration: durationOr('5s', 'Test duration'),
  },
  run: async (context, _, { 'server-b': given, size, rate, duration }) => {
    if (given === undefined) throw new UsageProblem('required flag --server-b not provided');
    if (size < 8) throw new Problem('message Payload Size must be at least 8 bytes');
    const count = Math.trunc(duration / 1e9) * rate;
    if (count < 1) throw new Problem('the test has no message', 'Let it take a second or more.');
    if (count > most) {
      throw new Problem(
        `${showCount(count)} messages are more than a page takes`,
        'Lower --rate or --duration.',
      );
    }
    const log = (words: string) => context.out(`${clock()} ${words}`);
    const begin = performance.now();
    const first = await context.nats();
    const second = await other(context, given);
    log(line);
    log(`Pub Server RTT : ${shown(await roundTrip(first))}`);
    log(`Sub Server RTT : ${shown(await roundTrip(second))}`);
    const latencies: number[] = [];
    const inbox = createInbox();
    const received = new Promise<void>((resolve, reject) => {
      second.subscribe(inbox, {
        callback: (error, { data }) => {
          if (error) return reject(error);
          const sent = new DataView(data.buffer, data.byteOffset).getFloat64(0);
          // The first messages only try whether interest has come to the first server.
          if (sent === 0) return arrived();
          latencies.push(performance.now() - sent);
          if (latencies.length === count) resolve();
        },
      });
    });
    let arrived = () => {};
    const there = new Promise<void>((resolve) => (arrived = resolve));
    await second.flush();
    await untilThere(first, inbox, size, there, context);
    log(`Message Payload: ${bytes(size)}`);
    log(`Target Duration: ${showGoDuration(duration)}`);
    log(`Target Msgs/Sec: ${rate}`);
    log(`Target Band/Sec: ${bytes(rate * size * 2)}`);
    log(line);
    const start = performance.now();
    await sendAll(first, inbox, { count, rate, size }, context.signal);
    const published = performance.now() - start;
    await received;
    const done = performance.now() - start;
    latencies.sort((a, b) => a - b);
    log('HDR Percentiles:');
    for (const each of percentiles) {
      const at = Math.max(0, Math.ceil((each / 100) * count) - 1);
      log(`${`${each}:`.padEnd(10)}${shown(latencies[at]!)}`);
    }
    log(line);
    const actual = Math.trunc(count / (published / 1000));
    log(`Actual Msgs/Sec: ${actual}`);
    log(`Actual Band/Sec: ${bytes(actual * size * 2)}`);
    log(`Minimum Latency: ${shown(latencies[0]!)}`);
    log(`Median Latency : ${shown(latencies[Math.floor(count / 2)]!)}`);
    log(`Maximum Latency: ${shown(latencies[count - 1]!)}`);
    log(`1st Sent Wall Time : ${shown(start - begin)}`);
    log(`Last Sent Wall Time: ${shown(published)}`);
    log(`Last Recv Wall Time: ${shown(done)}`);
  },
});

const percentiles = [10, 50, 75, 90, 99, 99.9, 99.99, 99.999, 99.9999, 99.99999, 100];

/** Milliseconds, down to microseconds. */
const shown = (milliseconds: number) => showGoDuration(Math.trunc(milliseconds * 1000) * 1000);

/** @throws Problem as the `nats` CLI has it, if there is no such server */
async function other(context: CommandContext, given: string): Promise<NatsConnection> {
  const server = given.replace(/^nats:\/\//, '');
  const help = `Servers here: ${context.servers.join(', ')}`;
  if (!context.servers.includes(server)) {
    throw new Problem('second connection failed: nats: no servers available for connection', help);
  }
  return context.connect(context.login, undefined, server).catch((error: unknown) => {
    throw new Problem(`second connection failed: ${clientWords(error)}`);
  });
}

async function roundTrip(nats: NatsConnection): Promise<number> {
  const start = performance.now();
  await nats.flush();
  return performance.now() - start;
}

/** Sends messages until one has arrived. @throws Problem as the `nats` CLI has it, after two seconds */
async function untilThere(
  nats: NatsConnection,
  inbox: string,
  size: number,
  there: Promise<void>,
  { signal }: CommandContext,
): Promise<void> {
  for (const start = performance.now(); performance.now() - start < 2000;) {
    signal.throwIfAborted();
    nats.publish(inbox, new Uint8Array(size));
    const waited = pause(10, signal).then(() => false);
    if (await Promise.race([there.then(() => true), waited])) return;
  }
  throw new Problem("couldn't receive end-to-end test message");
}

async function sendAll(
  nats: NatsConnection,
  inbox: string,
  { count, rate, size }: { count: number; rate: number; size: number },
  signal: AbortSignal,
): Promise<void> {
  const start = performance.now();
  for (let i = 0; i < count; i++) {
    const ahead = (i * 1000) / rate - (performance.now() - start);
    // Timers are coarse: several messages are sent at once rather than too late.
    if (ahead > 1) await pause(ahead, signal);
    signal.throwIfAborted();
    const data = new Uint8Array(size);
    new DataView(data.buffer).setFloat64(0, performance.now());
    nats.publish(inbox, data);
  }
  await nats.flush();
}

/** A number of bytes as `nats latency` writes it. */
function bytes(count: number): string {
  if (count < 10) return `${count}B`;
  const unit = Math.floor(Math.log(count) / Math.log(1024));
  const value = Math.floor((count / 1024 ** unit) * 10 + 0.5) / 10;
  return `${value.toFixed(value < 10 ? 1 : 0)}${'BKMGT'[unit]!}`;
}

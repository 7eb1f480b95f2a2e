import { command, type CommandContext } from '../../command.ts';
import { choice, commaList, duration, onOff, text, wholeOr, type FlagValues } from '../../flags.ts';
import type { JetStream } from '../../jetstream.ts';
import { checkConsumerName, checkStreamName } from '../../names.ts';
import { Problem } from '../../problem.ts';
import { showCount } from '../../units.ts';
import type { ConsumerInfo, StreamInfo } from '../api-types.ts';
import { benchStream, purgeStream, stream } from './publish.ts';
import { benchDiffers, benchFlags, oneByOne, runBench, usual, within } from './run.ts';
import { inGoWords } from '../go-words.ts';

const durable = 'nats-bench';

const orderedFlags = {
  ...benchFlags(usual.others),
  stream,
  sleep: duration('Sleep for the specified interval between publications'),
  batch: wholeOr(500, 'Sets the max number of messages that can be buffered in the client'),
  filter: commaList('Filter Stream by subjects', { placeholder: 'SUBJECTS' }),
  purge: onOff('Purge the stream before running'),
};

const consumerFlags = {
  ...orderedFlags,
  consumer: text('Specify the durable consumer name to use', {
    placeholder: durable,
    names: 'consumer',
  }),
  acks: choice(['explicit', 'none', 'all'], 'Acknowledgement mode for the consumer'),
  doubleack: onOff('Synchronously acknowledge messages, waiting for a reply from the server', {
    negatable: true,
  }),
};

const ordered = command({
  name: 'bench js ordered',
  help: 'Consume JetStream messages from a consumer using an ephemeral ordered consumer',
  differs: benchDiffers,
  args: {},
  flags: orderedFlags,
  run: (context, _, flags) =>
    consume(context, flags, { label: 'JetStream ordered ephemeral consumer', by: 'ordered' }),
});

const consumed = command({
  name: 'bench js consume',
  help: 'Consume JetStream messages from a durable consumer using a callback',
  differs: benchDiffers,
  args: {},
  flags: consumerFlags,
  run: (context, _, flags) =>
    consume(context, flags, { label: 'JetStream durable consumer (callback)', by: 'callback' }),
});

const fetched = command({
  name: 'bench js fetch',
  help: 'Consume JetStream messages from a durable consumer using fetch',
  differs: benchDiffers,
  args: {},
  flags: consumerFlags,
  run: (context, _, flags) =>
    consume(context, flags, { label: 'JetStream durable consumer (fetch)', by: 'fetch' }),
});

type Flags = FlagValues<typeof orderedFlags> & Partial<FlagValues<typeof consumerFlags>>;

async function consume(
  context: CommandContext,
  flags: Flags,
  { label, by }: { label: string; by: 'ordered' | 'callback' | 'fetch' },
): Promise<void> {
  const { stream: name = benchStream, batch, filter, purge } = flags;
  const { consumer = durable, acks = 'explicit', doubleack = false } = flags;
  checkStreamName(name);
  checkConsumerName(consumer);
  const js = await context.jetStream();
  await runBench(context, {
    label,
    doing: 'expecting',
    facts: {
      stream: name,
      purge,
      ...(filter.length && { filter: filter.join(',') }),
      ...(by !== 'ordered' && { consumer, acks, 'double-acked': doubleack, batch }),
    },
    flags,
    each: by === 'ordered',
    prepare: async () => {
      if (purge) await purgeStream(context, js, name);
      if (by !== 'ordered' && consumer === durable) {
        const config = {
          durable_name: consumer,
          deliver_policy: 'all',
          ack_policy: acks,
          replay_policy: 'instant',
          max_ack_pending: batch * flags.clients,
          inactive_threshold: 10e9,
          ...(filter.length && { filter_subjects: filter }),
        };
        await js
          .ask(`CONSUMER.CREATE.${name}.${consumer}`, { stream_name: name, config })
          .catch(within(`creating the durable consumer '${consumer}'`));
      }
      await tellMissing(context, js, name, by === 'ordered' ? undefined : consumer, flags.msgs);
    },
    work: async ({ nats, js: own, count, pace }) => {
      const client = nats.jetstream(own.options);
      const source = await (by === 'ordered'
        ? client.consumers.get(name, filter.length ? { filterSubjects: filter } : {})
        : client.consumers.get(name, consumer));
      let received = 0;
      let start = 0;
      const latencies: number[] = [];
      while (received < count) {
        const wanted = Math.min(batch, count - received);
        const before = performance.now();
        // A client asks for its own share only: with more, another one that shares the consumer waits for ever.
        const messages = await (by === 'ordered'
          ? source.consume({ max_messages: batch })
          : source.fetch({ max_messages: wanted }));
        if (by === 'fetch') latencies.push((performance.now() - before) * 1000);
        const earlier = received;
        for await (const message of messages) {
          if (received++ === 0) start = performance.now();
          if (by !== 'ordered' && acks !== 'none') {
            if (doubleack) await message.ackAck();
            else message.ack();
          }
          const waiting = pace(received);
          if (waiting) await waiting;
          if (received >= count) break;
        }
        if (by === 'fetch' && received === earlier) {
          throw new Problem(`fetching from the consumer '${consumer}' returned no messages`);
        }
      }
      const end = performance.now();
      await nats.flush();
      return { start, end, latencies };
    },
  });
}

/** Says that a benchmark will wait for messages that are not there yet, as the CLI waits. */
async function tellMissing(
  { err }: CommandContext,
  js: JetStream,
  stream: string,
  consumer: string | undefined,
  wanted: number,
): Promise<void> {
  const { state } = await js
    .ask<StreamInfo>(`STREAM.INFO.${stream}`)
    .catch(within(`getting stream '${stream}'`));
  let there = state.messages;
  if (consumer !== undefined) {
    const info = await js.ask<ConsumerInfo>(`CONSUMER.INFO.${stream}.${consumer}`);
    there = info.num_pending + info.num_ack_pending;
  }
  if (there >= wanted) return;
  err(
    `Only ${showCount(there)} messages are there: it waits for ${showCount(wanted - there)} more, until Ctrl-C.`,
  );
}

const get = command({
  name: 'bench js get sync',
  help: 'Use synchronous JetStream get',
  differs: benchDiffers,
  args: {},
  flags: {
    ...benchFlags(usual.others),
    stream,
    sleep: duration('Sleep for the specified interval between publications'),
  },
  run: async (context, _, flags) => {
    const { stream: name = benchStream } = flags;
    checkStreamName(name);
    await runBench(context, {
      label: 'JetStream synchronous getter',
      doing: 'expecting',
      facts: { stream: name },
      flags,
      each: true,
      work: async (worker) => {
        const { state } = await worker.js
          .ask<StreamInfo>(`STREAM.INFO.${name}`)
          .catch(within(`getting stream '${name}'`));
        return oneByOne(worker, (i) => {
          const seq = state.first_seq + i;
          return worker.js
            .ask(`STREAM.MSG.GET.${name}`, { seq })
            .catch(within(`getting message sequence number ${seq} from the stream`));
        });
      },
    });
  },
});

/** Benchmarks of reading a stream. */
export const consumeBenches = [ordered, consumed, fetched, get].map(inGoWords);

import { nuid, type MsgHdrs } from '../../../nats/nats-client.ts';
import { command, required, type CommandContext } from '../../command.ts';
import { choice, durationOr, onOff, size, text, wholeOr, type FlagValues } from '../../flags.ts';
import type { JetStream } from '../../jetstream.ts';
import { parseHeaders } from '../../messages.ts';
import { checkStreamName } from '../../names.ts';
import { Problem } from '../../problem.ts';
import { checkSubject } from '../../subjects.ts';
import { clock, showGoDuration } from '../../units.ts';
import { header } from '../common-flags.ts';
import type { StreamInfo } from '../api-types.ts';
import {
  benchDiffers,
  benchFlags,
  multiFlags,
  oneByOne,
  paceFlags,
  payload,
  runBench,
  subjectsOf,
  usual,
  within,
  type Worker,
} from './run.ts';
import { inGoWords, store } from '../go-words.ts';

export const stream = text('The name of the stream to create or use', {
  placeholder: 'benchstream',
  names: 'stream',
});

export const benchStream = 'benchstream';

const gigabyte = 1024 ** 3;

const flags = {
  ...benchFlags(usual.others),
  ...paceFlags,
  ...multiFlags,
  payload,
  header,
  stream,
  create: onOff('Create or update the stream first'),
  storage: choice(
    ['memory', 'file'],
    'JetStream storage (memory/file) for the "benchstream" stream',
  ),
  replicas: wholeOr(1, 'Number of replicas for the "benchstream" stream'),
  maxbytes: size('The maximum size of the stream or KV bucket in bytes'),
  dedup: onOff('Sets a message id in the header to use JS Publish de-duplication'),
  dedupwindow: durationOr('2m', "Sets the duration of the stream's deduplication functionality"),
  purge: onOff('Purge the stream before running'),
};

const asyncFlags = {
  ...flags,
  batch: wholeOr(500, 'Sets the number of asynchronous operations per batch'),
};

type PublishFlags = FlagValues<typeof flags>;

const subjectArg = required('Subject to use for the benchmark');

const publishSync = command({
  name: 'bench js pub sync',
  help: 'Use synchronous JetStream publish',
  differs: benchDiffers,
  examples: ['bench js pub sync test --create'],
  args: { subject: subjectArg },
  flags,
  run: (context, { subject }, given) =>
    publish(context, subject, given, { label: 'JetStream synchronous publisher', batch: 0 }),
});

const publishAsync = command({
  name: 'bench js pub async',
  help: 'Use asynchronous JetStream publish',
  differs: benchDiffers,
  examples: ['bench js pub async test --create --batch 100'],
  args: { subject: subjectArg },
  flags: asyncFlags,
  run: (context, { subject }, { batch, ...given }) => {
    if (batch < 1) throw new Problem('a batch has one message at least');
    return publish(context, subject, given, { label: 'JetStream asynchronous publisher', batch });
  },
});

async function publish(
  context: CommandContext,
  subject: string,
  given: PublishFlags,
  { label, batch }: { label: string; batch: number },
): Promise<void> {
  const { stream: name = benchStream, purge, create, storage = 'file', replicas } = given;
  const { maxbytes = gigabyte, dedup, dedupwindow } = given;
  checkSubject(subject);
  checkStreamName(name);
  const subjects = subjectsOf(subject, given);
  const js = await context.jetStream();
  const extra: MsgHdrs | undefined = parseHeaders(given.header);
  const run = nuid.next();
  /** Publishes a message of a client, and answers when it is stored. */
  const send = ({ js: own, payload: body, offset }: Worker, i: number) => {
    const headers: Record<string, string> = {};
    for (const key of extra?.keys() ?? []) headers[key] = extra!.get(key);
    if (dedup) headers['Nats-Msg-Id'] = `${run}-${offset + i}`;
    return store(own, subjects.at(offset + i), body, headers);
  };
  await runBench(context, {
    label,
    doing: 'publishing',
    facts: {
      subject: subjects.pattern,
      ...subjects.facts,
      batch,
      stream: name,
      purge,
      ...(create && {
        storage,
        'max-bytes': maxbytes,
        replicas,
        deduplication: dedup,
        'dedup-window': showGoDuration(dedupwindow),
      }),
    },
    flags: given,
    fatal: true,
    prepare: async () => {
      if (create) {
        const config = {
          name,
          subjects: [subjects.pattern],
          retention: 'limits',
          discard: 'new',
          storage,
          num_replicas: replicas,
          max_bytes: maxbytes,
          max_msgs: -1,
          max_consumers: -1,
          duplicate_window: dedupwindow,
          allow_direct: true,
        };
        await js
          .ask(`STREAM.CREATE.${name}`, config)
          .catch(
            within(
              `could not create the stream. If you want to delete and re-define the stream use \`nats stream delete ${name}\``,
            ),
          );
      }
      await js
        .ask<StreamInfo>(`STREAM.INFO.${name}`)
        .catch(within(`could not access stream ${name}`))
        .catch((error: unknown) => {
          if (create || !(error instanceof Problem)) throw error;
          throw new Problem(error.message, ...error.help, 'With --create it is made first.');
        });
      context.out(`${clock()} Using stream: ${name}`);
      if (purge) await purgeStream(context, js, name);
    },
    work: (worker) =>
      batch === 0
        ? oneByOne(worker, (i) => send(worker, i).catch(within('publishing synchronously')))
        : inBatches(worker, batch, (i) => send(worker, i)),
  });
}

/** Empties a stream before a benchmark. */
export async function purgeStream(
  context: CommandContext,
  js: JetStream,
  name: string,
): Promise<void> {
  context.out(`${clock()} Purging the stream`);
  await js.ask(`STREAM.PURGE.${name}`);
}

/** Publishes without waiting, up to a number of messages at once. */
async function inBatches(
  { count, pace }: Worker,
  batch: number,
  send: (i: number) => Promise<unknown>,
) {
  const latencies: number[] = [];
  const start = performance.now();
  for (let done = 0; done < count; done += batch) {
    const before = performance.now();
    let waited = 0;
    const acknowledged: Promise<unknown>[] = [];
    for (let i = done; i < Math.min(done + batch, count); i++) {
      acknowledged.push(send(i));
      const waiting = pace(i + 1);
      if (!waiting) continue;
      const since = performance.now();
      await waiting;
      waited += performance.now() - since;
    }
    await Promise.all(acknowledged).catch(
      within('publishing: async publish acknowledgement is an error'),
    );
    latencies.push((performance.now() - before - waited) * 1000);
  }
  return { start, end: performance.now(), latencies };
}

/** Benchmarks of publishing to a stream. */
export const publishBenches = [publishSync, publishAsync].map(inGoWords);

import { command, type CommandContext } from '../../command.ts';
import { choice, duration, onOff, size, text, wholeOr } from '../../flags.ts';
import { bucketPrefix, checkBucketName } from '../../names.ts';
import { Problem } from '../../problem.ts';
import {
  benchDiffers,
  benchFlags,
  oneByOne,
  paceFlags,
  runBench,
  usual,
  within,
  type Worker,
} from './run.ts';
import { inGoWords, store } from '../go-words.ts';
import { bucketStream, deleteBucket } from '../kv/bucket.ts';
import { bucketConfig } from '../kv/config.ts';

const benchBucket = 'benchbucket';

const bucket = text('The bucket to use for the benchmark', {
  placeholder: benchBucket,
  names: 'bucket',
});

const sleep = duration('Sleep for the specified interval after putting each message');

const put = command({
  name: 'bench kv put',
  help: 'Put messages in a KV bucket',
  differs: benchDiffers,
  examples: ['bench kv put', 'bench kv put --clients 2 --purge'],
  args: {},
  flags: {
    ...benchFlags(usual.others),
    ...paceFlags,
    sleep,
    bucket,
    storage: choice(
      ['memory', 'file'],
      'JetStream storage (memory/file) for the "benchstream" bucket',
    ),
    replicas: wholeOr(1, 'Number of replicas for the "benchstream" bucket'),
    maxbytes: size('The maximum size of the stream or KV bucket in bytes'),
    history: wholeOr(1, 'History depth for the bucket in KV mode'),
    purge: onOff('Purge the stream before running'),
    randomize: wholeOr(
      0,
      'Randomly put messages using keys between 0 and this number (set to 0 for sequential access)',
    ),
  },
  run: async (context, _, flags) => {
    const { bucket: name = benchBucket, storage = 'file', purge, randomize, history } = flags;
    checkBucketName(name);
    const js = await context.jetStream();
    await runBench(context, {
      label: 'JetStream KV putter',
      doing: 'publishing',
      facts: { bucket: name, purge },
      flags,
      prepare: async () => {
        if (purge) await deleteBucket(js, bucketPrefix, name);
        if (name === benchBucket) {
          const config = bucketConfig(name, {
            description: 'nats bench bucket',
            storage,
            num_replicas: flags.replicas,
            max_msgs_per_subject: history,
            max_bytes: flags.maxbytes ?? 1024 ** 3,
          });
          await js.ask(`STREAM.CREATE.${bucketPrefix}${name}`, config);
        }
        await bucketStream(js, bucketPrefix + name).catch(
          within(`getting the kv bucket '${name}'`),
        );
      },
      work: (worker) =>
        oneByOne(worker, (i) =>
          store(
            worker.js,
            subjectIn(context, name, keyOf(worker, i, randomize)),
            worker.payload,
          ).catch(within('putting')),
        ),
    });
  },
});

/** A bucket in another domain is written behind the API of that domain. */
const subjectIn = ({ domain }: CommandContext, name: string, key: string) =>
  `${domain === undefined ? '' : `$JS.${domain}.API.`}$KV.${name}.${key}`;

const keyOf = ({ offset }: Worker, i: number, randomize: number) =>
  String(randomize > 0 ? Math.floor(Math.random() * randomize) : offset + i);

const get = command({
  name: 'bench kv get',
  help: 'Get messages from a KV bucket',
  differs: benchDiffers,
  args: {},
  flags: {
    ...benchFlags(usual.others),
    sleep,
    bucket,
    randomize: wholeOr(
      0,
      'Randomly get messages using keys between 0 and this number (set to 0 for sequential access)',
    ),
  },
  run: async (context, _, flags) => {
    const { bucket: name = benchBucket, randomize } = flags;
    checkBucketName(name);
    await runBench(context, {
      label: 'JetStream KV getter',
      doing: 'trying to get',
      facts: { bucket: name, randomize },
      flags,
      work: async (worker) => {
        await bucketStream(worker.js, bucketPrefix + name).catch(
          within(`finding kv bucket '${name}'`),
        );
        const kv = await worker.nats.jetstream(worker.js.options).views.kv(name);
        return oneByOne(worker, async (i) => {
          const key = keyOf(worker, i, randomize);
          const entry = await kv.get(key);
          if (entry?.operation !== 'PUT') {
            throw new Problem(`getting key '${key}': nats: key not found`);
          }
        });
      },
    });
  },
});

/** Benchmarks of buckets. */
export const bucketBenches = [put, get].map(inGoWords);

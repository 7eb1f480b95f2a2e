import { apiCode } from '../../lab/monitoring/jetstream-api.ts';
import { command, optional, outAll, required } from '../command.ts';
import { choice, duration, list, onOff, size, text, wholeOr } from '../flags.ts';
import { ApiRefusal } from '../jetstream.ts';
import { allStreams, bucketPrefix } from '../names.ts';
import { Problem } from '../problem.ts';
import { table } from '../table.ts';
import { showTime } from '../units.ts';
import { act, confirmed } from './common-flags.ts';
import type { StreamConfig, StreamInfo } from './api-types.ts';
import { bucketReport, bucketRow, bucketStream, openBucket } from './kv-bucket.ts';
import { external } from './stream-config.ts';

export const kvAdd = command({
  name: 'kv add',
  aliases: ['new'],
  help: 'Adds a new KV Store Bucket',
  examples: [
    'kv add CONFIG --history 5',
    'kv add CONFIG --mirror CONFIG --mirror-domain leaf --js-domain hub',
  ],
  args: { bucket: required('The bucket to act on') },
  flags: {
    description: text('A description for the bucket'),
    history: wholeOr(1, 'How many historic values to keep per key'),
    storage: choice(['file', 'memory'], 'Storage backend to use'),
    ttl: duration('How long to keep values for'),
    replicas: wholeOr(1, 'How many replicas of the data to store'),
    'max-value-size': size('Maximum size for any single value'),
    'max-bucket-size': size('Maximum size for the bucket'),
    mirror: text('Creates a mirror of a different bucket', {
      placeholder: 'BUCKET',
      names: 'bucket',
    }),
    'mirror-domain': text('When mirroring find the bucket in a different domain', {
      placeholder: 'DOMAIN',
      names: 'domain',
    }),
    source: list('Source from a different bucket', { placeholder: 'BUCKET', names: 'bucket' }),
  },
  run: async (context, { bucket }, flags) => {
    const name = bucketPrefix + bucket;
    const { mirror, source } = flags;
    if (flags['mirror-domain'] !== undefined && mirror === undefined) {
      throw new Problem('--mirror-domain needs --mirror');
    }
    const config: Partial<StreamConfig> & object = {
      name,
      ...(flags.description !== undefined && { description: flags.description }),
      storage: flags.storage ?? 'file',
      retention: 'limits',
      discard: 'new',
      num_replicas: flags.replicas,
      max_msgs_per_subject: flags.history,
      max_msgs: -1,
      max_bytes: flags['max-bucket-size'] ?? -1,
      max_msg_size: flags['max-value-size'] ?? -1,
      max_age: flags.ttl ?? 0,
      max_consumers: -1,
      allow_rollup_hdrs: true,
      deny_delete: true,
      allow_direct: true,
      ...(mirror === undefined
        ? { subjects: [`$KV.${bucket}.>`] }
        : { mirror: external(bucketPrefix + mirror, flags['mirror-domain']), mirror_direct: true }),
      ...(source.length && {
        sources: source.map((each) => ({
          name: bucketPrefix + each,
          ...(each !== bucket && {
            subject_transforms: [{ src: `$KV.${each}.>`, dest: `$KV.${bucket}.>` }],
          }),
        })),
      }),
    };
    const js = await context.jetStream();
    await js.ask(`STREAM.CREATE.${name}`, config).catch((error: unknown) => {
      if (!(error instanceof ApiRefusal) || error.code !== apiCode.nameInUse) throw error;
      throw new Problem(`nats: bucket name already in use: ${bucket}`, error.message);
    });
    outAll(context, bucketReport(await bucketStream(js, name)));
  },
});

export const kvInfo = command({
  name: 'kv info',
  aliases: ['view', 'status'],
  help: 'View the status of a KV store',
  args: { bucket: required('The bucket to act on', 'bucket') },
  flags: {},
  run: async (context, { bucket }) => {
    outAll(
      context,
      bucketReport(await bucketStream(await context.jetStream(), bucketPrefix + bucket)),
    );
  },
});

export const kvList = command({
  name: 'kv ls',
  aliases: ['list'],
  help: 'List available buckets or the keys in a bucket',
  args: {
    bucket: optional('The bucket to list the keys', 'bucket'),
    key: optional('The key to act on'),
  },
  flags: {
    names: onOff('Show just the bucket names', { short: 'n' }),
    verbose: onOff('Show detailed info about the key', { short: 'v' }),
    'display-value': onOff("Display value in verbose output (has no effect without 'verbose')"),
  },
  run: async (context, { bucket, key = '>' }, flags) => {
    if (bucket === undefined) {
      const streams = await allStreams(await context.jetStream());
      const buckets = streams.filter(({ config }) => config.name.startsWith(bucketPrefix));
      return listBuckets(context, buckets, flags.names);
    }
    const kv = await openBucket(context, bucket);
    const keys: string[] = [];
    for await (const each of await kv.keys(key)) keys.push(each);
    if (!keys.length) return context.out('No keys found in bucket');
    if (!flags.verbose) return outAll(context, keys.sort());
    const value = flags['display-value'];
    const rows = await Promise.all(
      keys.sort().map(async (each) => {
        const entry = await kv.get(each);
        const shown = value ? [entry?.string() ?? ''] : [];
        return [each, entry ? showTime(entry.created) : '', 0, entry?.revision ?? 0, ...shown];
      }),
    );
    const head = ['Key', 'Created', 'Delta', 'Revision', ...(value ? ['Value'] : [])];
    outAll(context, [...table(`Contents for bucket '${bucket}'`, head, rows), '']);
  },
});

function listBuckets(
  context: Parameters<typeof outAll>[0],
  buckets: StreamInfo[],
  names: boolean,
): void {
  if (!buckets.length) return context.out('No Key-Value buckets found');
  const rows = buckets.sort((a, b) => a.state.bytes - b.state.bytes).map(bucketRow);
  if (names) return outAll(context, rows.map(([name]) => name!).sort());
  const head = ['Bucket', 'Description', 'Created', 'Size', 'Values', 'Last Update'];
  outAll(context, [...table('Key-Value Buckets', head, rows), '']);
}

export const kvDelete = command({
  name: 'kv del',
  aliases: ['rm'],
  help: 'Deletes a key or the entire bucket',
  differs: 'There are no prompts: it needs --force.',
  args: {
    bucket: required('The bucket to act on', 'bucket'),
    key: optional('The key to act on', 'key'),
  },
  flags: { force: act },
  run: async (context, { bucket, key }, { force }) => {
    const what = key === undefined ? `bucket ${bucket}` : `key ${bucket} > ${key}`;
    confirmed(force, `cannot ask for confirmation to delete ${what}`);
    if (key === undefined) {
      const js = await context.jetStream();
      await bucketStream(js, bucketPrefix + bucket);
      await js.ask(`STREAM.DELETE.${bucketPrefix}${bucket}`);
    } else await (await openBucket(context, bucket)).delete(key);
  },
});

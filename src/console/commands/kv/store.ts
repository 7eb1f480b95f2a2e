import { apiCode } from '../../../lab/monitoring/jetstream-api.ts';
import type { KvEntry } from '../../../nats/nats-client.ts';
import { command, optional, outAll, required, type CommandContext } from '../../command.ts';
import { onOff, text } from '../../flags.ts';
import { ApiRefusal } from '../../jetstream.ts';
import {
  allStreams,
  bucketPrefix,
  checkBucketName,
  checkKey,
  checkKeyPattern,
} from '../../names.ts';
import { Problem } from '../../problem.ts';
import { table } from '../../table.ts';
import { showTime } from '../../units.ts';
import { act, confirmed, noTerminal, storage } from '../common-flags.ts';
import type { StreamInfo } from '../api-types.ts';
import { inGoWords, store } from '../go-words.ts';
import {
  bucketReport,
  bucketRow,
  bucketStream,
  deleteBucket,
  openBucket,
  refuseToPick,
  type Bucket,
} from './bucket.ts';
import {
  bucketConfig,
  bucketFlags,
  checkHistory,
  givenBucketConfig,
  sourceBucket,
  streamOf,
} from './config.ts';
import { external } from '../stream/origins.ts';

const kvAdd = command({
  name: 'kv add',
  aliases: ['new'],
  help: 'Adds a new KV Store Bucket',
  examples: [
    'kv add CONFIG --history 5',
    'kv add CONFIG --mirror CONFIG --mirror-domain leaf --js-domain hub',
  ],
  args: { bucket: required('The bucket to act on') },
  flags: {
    ...bucketFlags,
    storage,
    mirror: text('Creates a mirror of a different bucket', {
      placeholder: 'MIRROR',
      names: 'bucket',
    }),
    'mirror-domain': text('When mirroring find the bucket in a different domain', {
      placeholder: 'MIRROR-DOMAIN',
      names: 'domain',
    }),
  },
  run: async (context, { bucket }, flags) => {
    const { mirror, source } = flags;
    checkHistory(flags);
    checkBucketName(bucket);
    if (flags['mirror-domain'] !== undefined && mirror === undefined) {
      context.err('--mirror-domain does nothing without --mirror.');
    }
    const config = bucketConfig(bucket, {
      ...givenBucketConfig(flags),
      storage: flags.storage ?? 'file',
      ...(mirror !== undefined
        ? { mirror: external(streamOf(mirror), flags['mirror-domain']) }
        : source.length
          ? { sources: source.map((each) => sourceBucket(each, bucket)) }
          : {}),
    });
    const js = await context.jetStream();
    await js.ask('INFO');
    await js.ask(`STREAM.CREATE.${config.name}`, config).catch((error: unknown) => {
      if (!(error instanceof ApiRefusal) || error.code !== apiCode.nameInUse) throw error;
      throw new Problem(`nats: bucket name already in use: ${bucket}`, error.goWords);
    });
    outAll(context, bucketReport(await bucketStream(js, bucketPrefix + bucket)));
  },
});

const kvEdit = command({
  name: 'kv edit',
  help: 'Edits an existing KV Store Bucket',
  args: { bucket: required('The bucket to act on', 'bucket') },
  flags: {
    ...bucketFlags,
    'no-mirror': onOff('Removes mirror configuration from a bucket', { negatable: true }),
  },
  run: async (context, { bucket }, flags) => {
    checkHistory(flags);
    checkBucketName(bucket);
    const js = await context.jetStream();
    const { config: before } = await bucketStream(js, bucketPrefix + bucket);
    const { mirror, sources = [], ...kept } = before;
    const all = [...sources, ...flags.source.map((each) => sourceBucket(each, bucket))];
    const stays = mirror && !flags['no-mirror'];
    const config = bucketConfig(bucket, {
      ...kept,
      ...givenBucketConfig(flags),
      ...(stays ? { mirror } : all.length ? { sources: all } : {}),
    });
    await js.ask(`STREAM.UPDATE.${config.name}`, config);
    outAll(context, bucketReport(await bucketStream(js, bucketPrefix + bucket)));
  },
});

const kvInfo = command({
  name: 'kv info',
  aliases: ['view', 'status'],
  help: 'View the status of a KV store',
  differs: 'There is no list to pick from: it needs the name of the bucket.',
  args: { bucket: optional('The bucket to act on', 'bucket') },
  flags: {},
  run: async (context, { bucket }) => {
    if (bucket === undefined) return refuseToPick(context, bucketPrefix, 'no KV buckets found');
    checkBucketName(bucket);
    const js = await context.jetStream();
    outAll(context, bucketReport(await bucketStream(js, bucketPrefix + bucket)));
  },
});

const kvList = command({
  name: 'kv ls',
  aliases: ['list'],
  help: 'List available buckets or the keys in a bucket',
  args: {
    bucket: optional('The bucket to list the keys', 'bucket'),
    key: optional('The key to act on', 'key'),
  },
  flags: {
    names: onOff('Show just the bucket names', { short: 'n' }),
    verbose: onOff('Show detailed info about the key', { short: 'v' }),
    'display-value': onOff("Display value in verbose output (has no effect without 'verbose')"),
  },
  run: async (context, { bucket, key }, flags) => {
    if (!bucket) return listBuckets(context, flags.names);
    const { kv } = await openBucket(context, bucket).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      const words = error instanceof ApiRefusal ? error.goWords : error.message;
      throw new Problem(`unable to load bucket: ${words}`, ...error.help);
    });
    if (key) checkKeyPattern(key);
    const keys: string[] = [];
    for await (const each of await kv.keys(key || '>')) keys.push(each);
    if (flags.verbose) outAll(context, await keyTable(kv, bucket, keys, flags['display-value']));
    else outAll(context, keys);
    if (!keys.length && !flags.names) context.out('No keys found in bucket');
  },
});

async function keyTable(kv: Bucket, bucket: string, keys: string[], values: boolean) {
  const rows = await Promise.all(
    keys.map(async (each) => {
      const entry = await kv.get(each);
      const shown = values ? [entry?.string() ?? ''] : [];
      return [each, entry ? showTime(entry.created) : '', 0, entry?.revision ?? 0, ...shown];
    }),
  );
  const head = ['Key', 'Created', 'Delta', 'Revision', ...(values ? ['Value'] : [])];
  return [...table(`Contents for bucket '${bucket}'`, head, rows), ''];
}

async function listBuckets(context: CommandContext, names: boolean): Promise<void> {
  const streams = await allStreams(await context.jetStream());
  const rows = streams
    .filter(({ config }) => config.name.startsWith(bucketPrefix))
    .sort(bySize)
    .map(bucketRow);
  if (names) return outAll(context, rows.map(([name]) => name!).sort());
  if (!rows.length) return context.out('No Key-Value buckets found');
  const head = ['Bucket', 'Description', 'Created', 'Size', 'Values', 'Last Update'];
  outAll(context, [...table('Key-Value Buckets', head, rows), '']);
}

const bySize = (a: StreamInfo, b: StreamInfo) => a.state.bytes - b.state.bytes;

const kvDelete = command({
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
    if (key) {
      const { js, subject } = await openBucket(context, bucket);
      confirmed(force, noTerminal);
      checkKey(key);
      await store(js, subject(key), new Uint8Array(), { 'KV-Operation': 'DEL' });
      return;
    }
    confirmed(force, noTerminal);
    checkBucketName(bucket);
    await deleteBucket(await context.jetStream(), bucketPrefix, bucket);
  },
});

/** How long a delete marker is kept, as the Go client has it, in milliseconds. */
const markerAge = 30 * 60_000;

const kvCompact = command({
  name: 'kv compact',
  help: 'Reclaim space used by deleted keys',
  differs: 'There are no prompts: it needs --force.',
  args: { bucket: required('The bucket to act on', 'bucket') },
  flags: { force: act },
  run: async (context, { bucket }, { force }) => {
    const { kv, js, config } = await openBucket(context, bucket);
    confirmed(force, noTerminal);
    const last = new Map<string, KvEntry>();
    for await (const entry of await kv.history({ key: '>' })) last.set(entry.key, entry);
    const young = Date.now() - markerAge;
    for (const { key, operation, created } of last.values()) {
      if (operation === 'PUT') continue;
      await js.ask(`STREAM.PURGE.${config.name}`, {
        filter: `$KV.${bucket}.${key}`,
        ...(created.getTime() > young && { keep: 1 }),
      });
    }
  },
});

/** The commands for buckets as such. */
export const kvStores = [kvAdd, kvEdit, kvInfo, kvList, kvDelete, kvCompact].map(inGoWords);

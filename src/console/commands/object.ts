import { command, optional, outAll, required, type CommandContext } from '../command.ts';
import { choice, duration, idle, list, onOff, size, text, wholeOr } from '../flags.ts';
import { parseHeaders } from '../messages.ts';
import { allStreams, storePrefix } from '../names.ts';
import { table } from '../table.ts';
import { showAge, showSize, showTime } from '../units.ts';
import { act, confirmed } from './common-flags.ts';
import type { StreamInfo } from './api-types.ts';
import { knownObject, objectReport, openStore, storeReport } from './object-store.ts';

const bucketArg = required('The bucket to act on', 'store');
const objectArg = required('The object to retrieve', 'object');
const progress = idle('There are no progress bars here');

export const objectAdd = command({
  name: 'object add',
  help: 'Adds a new Object Store Bucket',
  args: { bucket: required('The bucket to act on') },
  flags: {
    ttl: duration('How long to keep objects for'),
    replicas: wholeOr(1, 'How many replicas of the data to store'),
    'max-bucket-size': size('Maximum size for the bucket'),
    description: text('A description for the bucket'),
    storage: choice(['file', 'memory'], 'Storage backend to use'),
  },
  run: async (context, { bucket }, flags) => {
    const js = await context.jetStream();
    await js.ask<StreamInfo>(`STREAM.CREATE.${storePrefix}${bucket}`, {
      name: storePrefix + bucket,
      ...(flags.description !== undefined && { description: flags.description }),
      subjects: [`$O.${bucket}.C.>`, `$O.${bucket}.M.>`],
      storage: flags.storage ?? 'file',
      retention: 'limits',
      discard: 'new',
      num_replicas: flags.replicas,
      max_age: flags.ttl ?? 0,
      max_bytes: flags['max-bucket-size'] ?? -1,
      max_msgs: -1,
      max_consumers: -1,
      allow_rollup_hdrs: true,
      allow_direct: true,
    });
    outAll(context, await storeReport(context, bucket));
  },
});

export const objectPut = command({
  name: 'object put',
  help: 'Puts a text into the store',
  differs: 'A tab has no files: it takes a name and a text where the nats CLI takes a file.',
  examples: [`object put FILES hello.txt 'Hello from the leaf'`],
  args: {
    bucket: bucketArg,
    name: required('The name of the object'),
    text: required('The text to put'),
  },
  flags: {
    description: text('Sets an optional description for the object'),
    header: list('Adds headers to the object using K:V format', { short: 'H', placeholder: 'K:V' }),
    progress,
    force: act,
  },
  run: async (context, { bucket, name, text: body }, { description, header }) => {
    const store = await openStore(context, bucket);
    const headers = parseHeaders(header);
    const meta = {
      name,
      ...(description !== undefined && { description }),
      ...(headers && { headers }),
    };
    const info = await store.putBlob(meta, new TextEncoder().encode(body));
    outAll(context, ['', ...objectReport(bucket, info)]);
  },
});

export const objectGet = command({
  name: 'object get',
  help: 'Retrieves a text from the store',
  differs: 'A tab has no files: it prints the object as text.',
  args: { bucket: bucketArg, file: objectArg },
  flags: { progress, force: act },
  run: async (context, { bucket, file }) => {
    const store = await openStore(context, bucket);
    await knownObject(store, file);
    const blob = await store.getBlob(file);
    outAll(context, new TextDecoder().decode(blob ?? new Uint8Array()).split('\n'));
  },
});

export const objectInfo = command({
  name: 'object info',
  aliases: ['show', 'i'],
  help: 'Get information about a bucket or object',
  args: { bucket: bucketArg, file: optional('The object to retrieve', 'object') },
  flags: {},
  run: async (context, { bucket, file }) => {
    if (file === undefined) return outAll(context, await storeReport(context, bucket));
    outAll(
      context,
      objectReport(bucket, await knownObject(await openStore(context, bucket), file)),
    );
  },
});

export const objectList = command({
  name: 'object ls',
  help: 'List buckets or contents of a specific bucket',
  args: { bucket: optional('The bucket to act on', 'store') },
  flags: { names: onOff('When listing buckets, show just the bucket names', { short: 'n' }) },
  run: async (context, { bucket }, { names }) => {
    if (bucket === undefined) return listStores(context, names);
    const objects = await (await openStore(context, bucket)).list();
    if (!objects.length) return context.out('No entries found');
    const rows = objects.map(({ name, size: bytes, mtime }) => [
      name,
      showSize(bytes),
      showTime(mtime),
    ]);
    outAll(context, [...table('Bucket Contents', ['Name', 'Size', 'Time'], rows), '']);
  },
});

async function listStores(context: CommandContext, names: boolean): Promise<void> {
  const streams = await allStreams(await context.jetStream());
  const rows = streams
    .filter(({ config }) => config.name.startsWith(storePrefix))
    .sort((a, b) => a.state.bytes - b.state.bytes)
    .map(({ config, created, state }) => [
      config.name.slice(storePrefix.length),
      config.description ?? '',
      showTime(created),
      showSize(state.bytes),
      showAge(state.last_ts),
    ]);
  if (!rows.length) return context.out('No Object Store buckets found');
  if (names) return outAll(context, rows.map(([name]) => name!).sort());
  const head = ['Bucket', 'Description', 'Created', 'Size', 'Last Update'];
  outAll(context, [...table('Object Store Buckets', head, rows), '']);
}

export const objectDelete = command({
  name: 'object del',
  aliases: ['rm'],
  help: 'Deletes an object or bucket from the store',
  differs: 'There are no prompts: it needs --force.',
  args: { bucket: bucketArg, file: optional('The object to delete', 'object') },
  flags: { force: act },
  run: async (context, { bucket, file }, flags) => {
    confirmed(flags.force, `cannot ask for confirmation to delete ${file ?? bucket}`);
    const store = await openStore(context, bucket);
    if (file === undefined) {
      await store.destroy();
      return;
    }
    await knownObject(store, file);
    await store.delete(file);
    outAll(context, [`Removed ${bucket} > ${file}`, ...(await storeReport(context, bucket))]);
  },
});

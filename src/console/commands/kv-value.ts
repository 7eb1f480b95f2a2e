import { KvWatchInclude, type KvEntry } from '../../nats/nats-client.ts';
import { command, optional, outAll, required } from '../command.ts';
import { onOff, onUnless, whole } from '../flags.ts';
import { bodyText } from '../messages.ts';
import { Problem } from '../problem.ts';
import { table } from '../table.ts';
import { showTime } from '../units.ts';
import { act, confirmed } from './common-flags.ts';
import { openBucket } from './kv-bucket.ts';
import { tellStatus } from './waiting.ts';

const bucketArg = required('The bucket to act on', 'bucket');
const keyArg = required('The key to act on', 'key');
const operations = { PUT: 'PUT', DEL: 'DELETE', PURGE: 'PURGE' };

export const kvPut = command({
  name: 'kv put',
  help: 'Puts a value into a key',
  differs: 'There is no STDIN: without a value it stores an empty one.',
  args: { bucket: bucketArg, key: keyArg, value: optional('The value to store') },
  flags: {},
  run: async (context, { bucket, key, value = '' }) => {
    await (await openBucket(context, bucket)).put(key, value);
    context.out(value);
  },
});

export const kvCreate = command({
  name: 'kv create',
  help: 'Puts a value into a key only if the key is new or its last operation was a delete',
  differs: 'There is no STDIN: without a value it stores an empty one.',
  args: { bucket: bucketArg, key: keyArg, value: optional('The value to store') },
  flags: {},
  run: async (context, { bucket, key, value = '' }) => {
    await (await openBucket(context, bucket)).create(key, value);
    context.out(value);
  },
});

export const kvGet = command({
  name: 'kv get',
  help: 'Gets a value for a key',
  args: { bucket: bucketArg, key: keyArg },
  flags: {
    revision: whole('Gets a specific revision', { placeholder: 'REVISION' }),
    raw: onOff('Show only the value string'),
  },
  run: async (context, { bucket, key }, { revision, raw }) => {
    const kv = await openBucket(context, bucket);
    const entry = await kv.get(key, revision === undefined ? undefined : { revision });
    if (!entry || entry.operation !== 'PUT') throw new Problem('nats: key not found');
    const value = bodyText(entry.value);
    if (raw) return context.out(value);
    const created = `created @ ${showTime(entry.created)}`;
    outAll(context, [
      `${bucket} > ${key} revision: ${entry.revision} ${created}`,
      '',
      ...value.split('\n'),
      '',
    ]);
  },
});

export const kvHistory = command({
  name: 'kv history',
  help: 'Shows the full history for a key',
  args: { bucket: bucketArg, key: keyArg },
  flags: {},
  run: async (context, { bucket, key }) => {
    const kv = await openBucket(context, bucket);
    const rows = [];
    for await (const entry of await kv.history({ key })) {
      const { revision, operation, created, value } = entry;
      rows.push([
        key,
        revision,
        operations[operation],
        showTime(created),
        String(value.length),
        bodyText(value),
      ]);
    }
    if (!rows.length) throw new Problem('nats: key not found');
    const head = ['Key', 'Revision', 'Op', 'Created', 'Length', 'Value'];
    outAll(context, [...table(`History for ${bucket} > ${key}`, head, rows), '']);
  },
});

export const kvPurge = command({
  name: 'kv purge',
  help: 'Deletes a key from the bucket, clearing history before creating a delete marker',
  differs: 'There are no prompts: it needs --force.',
  args: { bucket: bucketArg, key: keyArg },
  flags: { force: act },
  run: async (context, { bucket, key }, { force }) => {
    confirmed(force, `cannot ask for confirmation to purge ${bucket} > ${key}`);
    await (await openBucket(context, bucket)).purge(key);
  },
});

export const kvWatch = command({
  name: 'kv watch',
  help: 'Watch the bucket or a specific key for updated',
  differs: 'Ctrl-C ends it.',
  args: { bucket: bucketArg, key: optional('The key to act on', 'key') },
  flags: {
    history: onOff('Includes historic values'),
    deletes: onUnless('Includes deletes in watched values'),
    updates: onOff('Only show new values written'),
    revision: whole('Starts from a certain revision', { placeholder: 'REVISION' }),
  },
  run: async (context, { bucket, key = '>' }, { history, deletes, updates, revision }) => {
    const kv = await openBucket(context, bucket);
    void tellStatus(await context.nats(), context.err);
    const include = updates
      ? KvWatchInclude.UpdatesOnly
      : history
        ? KvWatchInclude.AllHistory
        : KvWatchInclude.LastValue;
    const entries = await kv.watch({
      key,
      include,
      ignoreDeletes: !deletes,
      ...(revision !== undefined && { resumeFromRevision: revision }),
    });
    for await (const entry of entries) context.out(view(entry));
  },
});

function view({ bucket, key, operation, created, value }: KvEntry): string {
  const what = `[${showTime(created)}] ${operations[operation]} ${bucket} > ${key}`;
  return operation === 'PUT' ? `${what}: ${bodyText(value)}` : what;
}

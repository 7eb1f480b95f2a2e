import { apiCode } from '../../../lab/monitoring/jetstream-api.ts';
import { KvWatchInclude, type KvEntry } from '../../../nats/nats-client.ts';
import { command, optional, outAll, required, type CommandContext } from '../../command.ts';
import { duration, onOff, onUnless, whole } from '../../flags.ts';
import { checkKey, checkKeyPattern } from '../../names.ts';
import { Problem } from '../../problem.ts';
import { bodyText } from '../../messages.ts';
import { showCount, showDuration, showTime } from '../../units.ts';
import { act, confirmed, noTerminal } from '../common-flags.ts';
import { inGoWords, store } from '../go-words.ts';
import { openBucket } from './bucket.ts';
import { historyOf, historyTable, operations, shortened, shownValue } from './history.ts';
import { tellStatus } from '../message/waiting.ts';

const bucketArg = required('The bucket to act on', 'bucket');
const keyArg = required('The key to act on', 'key');
const valueArg = optional('The value to store, when empty reads STDIN');
const noStdin = 'There is no STDIN: without a value it stores an empty one.';
const utf8 = new TextEncoder();
const lastSequence = 'Nats-Expected-Last-Subject-Sequence';

const ttlHeader = (ttl: number | undefined): Record<string, string> =>
  ttl ? { 'Nats-TTL': showDuration(ttl) } : {};

const kvPut = command({
  name: 'kv put',
  help: 'Puts a value into a key',
  differs: noStdin,
  args: { bucket: bucketArg, key: keyArg, value: valueArg },
  flags: {},
  run: async (context, { bucket, key, value = '' }) => {
    const { js, subject } = await openBucket(context, bucket);
    checkKey(key);
    await store(js, subject(key), utf8.encode(value));
    context.out(value);
  },
});

const kvCreate = command({
  name: 'kv create',
  help: "Puts a value into a key only if the key is new or it's last operation was a delete",
  differs: noStdin,
  args: { bucket: bucketArg, key: keyArg, value: valueArg },
  flags: { ttl: duration('Sets a TTL for the key') },
  run: async (context, { bucket, key, value = '' }, { ttl }) => {
    const { js, kv, subject } = await openBucket(context, bucket);
    checkKey(key);
    const create = (last: number) =>
      store(js, subject(key), utf8.encode(value), {
        [lastSequence]: String(last),
        ...ttlHeader(ttl),
      });
    await create(0).catch(async (error: unknown) => {
      const entry = await kv.get(key);
      if (entry && entry.operation !== 'PUT') return create(entry.revision);
      throw isLater(error) ? new Problem(`${error.message}: key exists`) : error;
    });
    context.out(value);
  },
});

const kvUpdate = command({
  name: 'kv update',
  help: 'Updates a key with a new value if the previous value matches the given revision',
  args: {
    bucket: bucketArg,
    key: keyArg,
    value: required('The value to store'),
    revision: required('The revision of the previous value in the bucket'),
  },
  flags: {},
  run: async (context, { bucket, key, value, revision }) => {
    const last = revisionOf(revision);
    const { js, subject } = await openBucket(context, bucket);
    checkKey(key);
    await update(js, subject(key), utf8.encode(value), last);
    context.out(value);
  },
});

async function update(
  js: Parameters<typeof store>[0],
  subject: string,
  value: Uint8Array,
  last: number,
): Promise<void> {
  await store(js, subject, value, { [lastSequence]: String(last) }).catch((error: unknown) => {
    throw isLater(error) ? new Problem(`${error.message}: nats: key revision mismatch`) : error;
  });
}

/** Whether a stream has refused a message since there is a later one of its subject. */
const isLater = (error: unknown): error is Problem =>
  error instanceof Problem &&
  apiCode.wrongLastSequence.some((code) => error.message.includes(`err_code=${code} `));

/** @throws Problem as the `nats` CLI has it, unless the text is a whole number */
function revisionOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Problem(`strconv.ParseUint: parsing "${text}": invalid syntax`);
}

const kvGet = command({
  name: 'kv get',
  help: 'Gets a value for a key',
  args: { bucket: bucketArg, key: keyArg },
  flags: {
    revision: whole('Gets a specific revision', { placeholder: 'REVISION' }),
    raw: onOff('Show only the value string'),
  },
  run: async (context, { bucket, key }, { revision, raw }) => {
    const entry = await entryAt(context, bucket, key, revision);
    if (raw) return context.out(entry.string());
    const value = shownValue(entry.value);
    outAll(context, [
      `${bucket} > ${key} revision: ${entry.revision} created @ ${showTime(entry.created)}`,
      '',
      ...(value.length > 120
        ? [`Showing first 120 bytes of ${showCount(value.length)}, use --raw for full data`, '']
        : []),
      ...value.slice(0, 120).split('\n'),
      '',
    ]);
  },
});

/** @throws Problem as the `nats` CLI has it, if there is no such value */
async function entryAt(
  context: CommandContext,
  bucket: string,
  key: string,
  revision = 0,
): Promise<KvEntry> {
  const { kv } = await openBucket(context, bucket);
  checkKey(key);
  const entry = await kv.get(key, revision > 0 ? { revision } : undefined);
  if (!entry || entry.operation !== 'PUT') throw new Problem('nats: key not found');
  return entry;
}

const kvHistory = command({
  name: 'kv history',
  help: 'Shows the full history for a key',
  args: { bucket: bucketArg, key: keyArg },
  flags: {},
  run: async (context, { bucket, key }) => {
    const { kv } = await openBucket(context, bucket);
    outAll(context, historyTable(bucket, key, await historyOf(kv, key)));
  },
});

const kvRevert = command({
  name: 'kv revert',
  help: 'Reverts a value to a previous revision using put',
  differs: 'There are no prompts: it needs --force.',
  args: { bucket: bucketArg, key: keyArg, revision: required('The revision to revert to') },
  flags: { force: onOff('Force reverting without prompting', { negatable: true }) },
  run: async (context, { bucket, key, revision }, { force }) => {
    const wanted = revisionOf(revision);
    const { js, kv, subject } = await openBucket(context, bucket);
    const history = await historyOf(kv, key);
    if (history.length <= 1) {
      throw new Problem('cannot revert key in a bucket where history=1');
    }
    const entry = await entryAt(context, bucket, key, wanted);
    if (!force) outAll(context, [`Revision: ${wanted}`, '', shortened(entry.value), '']);
    confirmed(force, `could not obtain confirmation: ${noTerminal}`, '--force');
    await update(js, subject(key), entry.value, history.at(-1)!.revision);
    outAll(context, historyTable(bucket, key, await historyOf(kv, key)));
  },
});

const kvPurge = command({
  name: 'kv purge',
  help: 'Deletes a key from the bucket, clearing history before creating a delete marker',
  differs: 'There are no prompts: it needs --force.',
  args: { bucket: bucketArg, key: keyArg },
  flags: { force: act, ttl: duration('Sets a TTL for the purge marker') },
  run: async (context, { bucket, key }, { force, ttl }) => {
    const { js, subject } = await openBucket(context, bucket);
    confirmed(force, noTerminal);
    checkKey(key);
    await store(js, subject(key), new Uint8Array(), {
      'KV-Operation': 'PURGE',
      'Nats-Rollup': 'sub',
      ...ttlHeader(ttl),
    });
  },
});

const kvWatch = command({
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
    const { kv } = await openBucket(context, bucket);
    checkKeyPattern(key);
    void tellStatus(await context.nats(), context);
    const include = updates
      ? KvWatchInclude.UpdatesOnly
      : history
        ? KvWatchInclude.AllHistory
        : KvWatchInclude.LastValue;
    const entries = await kv.watch({
      key,
      include,
      ...(revision !== undefined && { resumeFromRevision: revision }),
    });
    for await (const entry of entries) {
      if (deletes || entry.operation === 'PUT') context.out(watched(entry));
    }
  },
});

function watched({ bucket, key, operation, created, value }: KvEntry): string {
  const what = `[${showTime(created)}] ${operations[operation]} ${bucket} > ${key}`;
  return operation === 'PUT' ? `${what}: ${bodyText(value)}` : what;
}

/** The commands for the keys of a bucket. */
export const kvValues = [
  kvPut,
  kvCreate,
  kvUpdate,
  kvGet,
  kvHistory,
  kvRevert,
  kvPurge,
  kvWatch,
].map(inGoWords);

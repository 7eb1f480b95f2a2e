import type { ObjectInfo } from '../../../nats/nats-client.ts';
import { command, optional, outAll, required, type CommandContext } from '../../command.ts';
import { list, onOff, onUnless, text, whole } from '../../flags.ts';
import { parseHeaders } from '../../messages.ts';
import { allStreams, storePrefix } from '../../names.ts';
import { bytesAt, cleanPath } from '../../page-files.ts';
import { Problem } from '../../problem.ts';
import { table } from '../../table.ts';
import { showAge, showCount, showDuration, showSize, showTime } from '../../units.ts';
import { act, confirmed, noTerminal } from '../common-flags.ts';
import { inGoWords } from '../go-words.ts';
import { deleteBucket, refuseToPick } from '../kv/bucket.ts';
import { knownObject, objectReport, openStore, storeReport } from './store.ts';
import { tellStatus } from '../message/waiting.ts';

const bucketArg = required('The bucket to act on', 'store');
const progress = onUnless('Disable progress bars');
const unconfirmed = `could not obtain confirmation: ${noTerminal}`;

const objectPut = command({
  name: 'object put',
  help: 'Puts a file into the store',
  differs:
    'Its files are those of the page, which are listed below the consoles. There are no progress bars, no prompts (a file that is there already needs --force) and no STDIN.',
  examples: ['object put FILES plan.txt'],
  args: { bucket: bucketArg, file: optional('The file to put', 'file') },
  flags: {
    name: text('Override the name supplied to the object store', { placeholder: 'NAME' }),
    description: text('Sets an optional description for the object', {
      placeholder: 'DESCRIPTION',
    }),
    header: list('Adds headers to the object using K:V format', {
      short: 'H',
      placeholder: 'HEADER',
    }),
    'chunk-size': whole('Sets the chunk size for the file', { placeholder: 'CHUNK-SIZE' }),
    progress,
    force: act,
  },
  run: async (context, { bucket, file }, flags) => {
    const data = file ? bytesAt(context, file) : new Uint8Array();
    const { store } = await openStore(context, bucket);
    const name = flags.name || file;
    if (!name) throw new Problem('--name is required when reading from stdin');
    const before = await store.info(name);
    if (before && !before.deleted && !flags.force) {
      outAll(context, [...objectReport(bucket, before), '']);
      confirmed(false, unconfirmed);
    }
    const headers = parseHeaders(flags.header);
    const chunk = flags['chunk-size'];
    const info = await store.putBlob(
      {
        name: cleanPath(name),
        ...(flags.description !== undefined && { description: flags.description }),
        ...(headers && { headers }),
        ...(chunk && { options: { max_chunk_size: chunk } }),
      },
      data,
    );
    outAll(context, ['', ...objectReport(bucket, info)]);
    if (!file) context.err('There is no STDIN here: the object is empty.');
  },
});

const objectGet = command({
  name: 'object get',
  help: 'Retrieves a file from the store',
  differs:
    'It writes a file of the page, which is listed below the consoles, and can be read and saved there. There are no progress bars and no prompts: to write over a file needs --force.',
  examples: ['object get FILES plan.txt --output copy.txt'],
  args: { bucket: bucketArg, file: required('The file to retrieve', 'object') },
  flags: {
    output: text('Override the output file name', { short: 'O', placeholder: 'OUTPUT' }),
    progress,
    force: act,
  },
  run: async (context, { bucket, file }, { output, force }) => {
    const { store } = await openStore(context, bucket);
    const info = await knownObject(store, file);
    const path = cleanPath(output || info.name.split('/').at(-1)!);
    if (context.files.get()[path]) confirmed(force, unconfirmed);
    const started = performance.now();
    const data = (await store.getBlob(file)) ?? new Uint8Array();
    context.files.update((files) => ({ ...files, [path]: data.slice() }));
    const took = showDuration((performance.now() - started) * 1e6);
    context.out(`Wrote: ${showSize(data.length)} to ${path} in ${took}`);
  },
});

const objectInfo = command({
  name: 'object info',
  aliases: ['show', 'i'],
  help: 'Get information about a bucket or object',
  differs: 'There is no list to pick from: it needs the name of the bucket.',
  args: {
    bucket: optional('The bucket to act on', 'store'),
    file: optional('The file to retrieve', 'object'),
  },
  flags: {},
  run: async (context, { bucket, file }) => {
    if (bucket === undefined) return refuseToPick(context, storePrefix, 'no Object buckets found');
    const { js, store } = await openStore(context, bucket);
    if (!file) return outAll(context, await storeReport(js, bucket));
    outAll(context, objectReport(bucket, await knownObject(store, file)));
  },
});

const objectList = command({
  name: 'object ls',
  help: 'List buckets or contents of a specific bucket',
  args: { bucket: optional('The bucket to act on', 'store') },
  flags: { names: onOff('When listing buckets, show just the bucket names', { short: 'n' }) },
  run: async (context, { bucket }, { names }) => {
    if (!bucket) return listStores(context, names);
    const { store } = await openStore(context, bucket);
    const objects = await store.list();
    const shown = objects.filter(({ deleted }) => !deleted);
    if (names) {
      return outAll(
        context,
        shown.map(({ name }) => name),
      );
    }
    if (!shown.length) return context.out('No entries found');
    const rows = shown.map(({ name, size, mtime }) => [name, showSize(size), showTime(mtime)]);
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
  if (names) return outAll(context, rows.map(([name]) => name!).sort());
  if (!rows.length) return context.out('No Object Store buckets found');
  const head = ['Bucket', 'Description', 'Created', 'Size', 'Last Update'];
  outAll(context, [...table('Object Store Buckets', head, rows), '']);
}

const objectDelete = command({
  name: 'object del',
  aliases: ['rm'],
  help: 'Deletes a file or bucket from the store',
  differs: 'There are no prompts: it needs --force.',
  args: { bucket: bucketArg, file: optional('The file to retrieve', 'object') },
  flags: { force: act },
  run: async (context, { bucket, file }, { force }) => {
    const { js, store } = await openStore(context, bucket);
    if (!file) {
      confirmed(force, noTerminal);
      return deleteBucket(js, storePrefix, bucket);
    }
    const info = await store.info(file);
    if (!info || (info.deleted && !force)) throw new Problem('nats: object not found');
    confirmed(force, noTerminal);
    if (!info.deleted) await store.delete(file);
    outAll(context, [`Removed ${bucket} > ${file}`, ...(await storeReport(js, bucket))]);
  },
});

const objectWatch = command({
  name: 'object watch',
  help: 'Watch a bucket for changes',
  differs: 'Ctrl-C ends it.',
  args: { bucket: bucketArg },
  flags: {},
  run: async (context, { bucket }) => {
    const { store } = await openStore(context, bucket);
    void tellStatus(await context.nats(), context);
    for await (const info of await store.watch({ includeHistory: true })) {
      if (info) context.out(seen(bucket, info));
    }
  },
});

function seen(bucket: string, { name, size, chunks, mtime, deleted }: ObjectInfo): string {
  const what = `[${showTime(mtime)}] ${deleted ? 'DEL' : 'PUT'} ${bucket} > ${name}`;
  return deleted ? what : `${what}: ${showSize(size)} bytes in ${showCount(chunks)} chunks`;
}

/** The commands for the objects of a store. */
export const objects = [
  objectPut,
  objectDelete,
  objectGet,
  objectInfo,
  objectList,
  objectWatch,
].map(inGoWords);

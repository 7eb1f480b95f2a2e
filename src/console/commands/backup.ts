import { createInbox, type Msg } from '../../nats/nats-client.ts';
import { command, outAll, required, type Command, type CommandContext } from '../command.ts';
import { unanswered } from '../console-errors.ts';
import type { JetStream } from '../jetstream.ts';
import { idle, list, onOff, onUnless, size, text, wholeOr, type FlagValues } from '../flags.ts';
import { allStreams, checkStreamName } from '../names.ts';
import { Problem } from '../problem.ts';
import { showCount, showDuration, showSize } from '../units.ts';
import { confirmed, noTerminal } from './common-flags.ts';
import type { StreamInfo } from './api-types.ts';
import { placementOf } from './stream/config.ts';
import { configFile, streamFromFile } from './stream/file.ts';
import { streamReport } from './stream/report.ts';

/** The two files of a backup, as the CLI of servers from 2.15 on names them. */
const metaFile = 'backup.json';
const dataFile = 'stream.arc.s2';

/** Bytes of one message of a restore. */
const chunkSize = 64 * 1024;

const kept =
  'The files of a backup are kept by the page until the lab ends or is reset. They are listed below the consoles, and can be saved from there.';

/** The configuration and the state that a backup begins with. */
type Snapshot = Pick<StreamInfo, 'config' | 'state'>;

const progress = idle('There are no progress bars here');
const backupFlags = {
  progress,
  check: onOff('Checks the stream for health prior to backup'),
  consumers: onUnless('Enable or disable consumer backups'),
  'chunk-size': size('Sets a specific chunk size that the server will send'),
  'window-size': size('Sets a specific window size that the server will send'),
};
type How = Partial<FlagValues<typeof backupFlags>>;

/**
 * Has a stream sent by its server, and keeps it as files.
 * @throws Problem if there is a backup at that place
 */
async function backUp(context: CommandContext, stream: string, target: string, how: How) {
  checkStreamName(stream);
  const meta = `${target}/${metaFile}`;
  if (context.files.get()[meta]) throw new Problem(`backup already exists in ${target}`);
  const js = await context.jetStream();
  const started = performance.now();
  const inbox = createInbox(context.inboxPrefix);
  const received = chunksAt(js.connection, inbox);
  const { config, state } = await js.ask<Snapshot>(`STREAM.SNAPSHOT.${stream}`, {
    deliver_subject: inbox,
    no_consumers: !how.consumers,
    jsck: how.check === true,
    chunk_size: how['chunk-size'] ?? 128 * 1024,
    window_size: how['window-size'],
  });
  outAll(context, [
    `Starting backup of Stream "${stream}" with ${showSize(state.bytes)}`,
    ...(how.check
      ? ['Health Check was requested, this can take a long time without progress reports', '']
      : []),
    '',
  ]);
  const chunks = await received;
  const data = new Uint8Array(await new Blob(chunks).arrayBuffer());
  const about = new TextEncoder().encode(JSON.stringify({ config, state }, undefined, 2));
  context.files.update((files) => ({ ...files, [meta]: about, [`${target}/${dataFile}`]: data }));
  const took = showDuration((performance.now() - started) * 1e6);
  context.out(
    `Received ${showSize(data.length)} compressed data in ${showCount(chunks.length)} chunks for stream "${stream}" in ${took}`,
  );
}

/** Gathers the chunks of a backup up to the empty one, which tells whether it is whole. */
function chunksAt(
  connection: Awaited<ReturnType<CommandContext['nats']>>,
  inbox: string,
): Promise<Uint8Array<ArrayBuffer>[]> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    const callback = (error: Error | null, message: Msg) => {
      if (error) return reject(error);
      if (message.data.length) {
        chunks.push(message.data.slice());
        // The server sends no more than its window without an answer.
        return void message.respond();
      }
      subscription.unsubscribe();
      const { code = 204, description } = message.headers ?? {};
      if (code === 204) resolve(chunks);
      else reject(new Problem(`snapshot failed: ${code} ${description}`));
    };
    const subscription = connection.subscribe(inbox, { callback });
  });
}

/**
 * Sends a backup to a server, which makes the stream of it.
 * @throws Problem without a backup at that place, or if there is such a stream
 */
async function restore(
  context: CommandContext,
  source: string,
  { config: path, replicas = 0, ...place }: Place & { config?: string | undefined },
): Promise<void> {
  const files = context.files.get();
  const [meta, data] = [files[`${source}/${metaFile}`], files[`${source}/${dataFile}`]];
  if (!meta || !data) {
    const known = backupsIn(context);
    throw new Problem(
      `path '${source}' does not exist`,
      known.length ? `Backups here: ${known.join(', ')}` : 'This page has no backup yet.',
    );
  }
  const { config, state } = JSON.parse(new TextDecoder().decode(meta)) as Snapshot;
  const { name } = config;
  const wanted = path === undefined ? config : streamFromFile(context, path, '');
  if (wanted.name !== name) throw new Problem('stream names may not be changed during restore');
  const placement = placementOf(place);
  const js = await context.jetStream();
  const started = performance.now();
  if ((await allStreams(js)).some((stream) => stream.config.name === name)) {
    throw new Problem(`Stream "${name}" already exist`);
  }
  outAll(context, [`Starting restore of Stream "${name}" from file "${source}"`, '']);
  const { deliver_subject } = await js.ask<{ deliver_subject: string }>(`STREAM.RESTORE.${name}`, {
    config: {
      ...wanted,
      ...(placement && { placement }),
      ...(replicas > 0 && { num_replicas: replicas }),
    },
    state,
  });
  for (let from = 0; from < data.length; from += chunkSize) {
    await send(js, deliver_subject, data.subarray(from, from + chunkSize));
  }
  // The empty chunk is the last one. Its answer comes when the stream has been made.
  await send(js, deliver_subject, new Uint8Array());
  const took = showDuration((performance.now() - started) * 1e6);
  outAll(context, ['', `Restored stream "${name}" in ${took}`, '']);
  outAll(context, [...streamReport(await js.ask<StreamInfo>(`STREAM.INFO.${name}`)), '']);
}

/**
 * Sends a chunk of a restore, and waits for the answer, which has a body only for a refusal and at the end.
 * @throws ApiRefusal
 */
async function send(js: JetStream, subject: string, chunk: Uint8Array): Promise<void> {
  const { timeout } = js.options;
  const { data } = await js.connection
    .request(subject, chunk, { timeout })
    .catch((error: unknown) => unanswered(error));
  if (data.length) js.read(data);
}

/** The places of backups, in the order of their names. */
const backupsIn = (context: CommandContext): string[] =>
  Object.keys(context.files.get())
    .filter((path) => path.endsWith(`/${metaFile}`))
    .map((path) => path.slice(0, -metaFile.length - 1))
    .sort();

const streamArgs = {
  stream: required('Stream to backup', 'stream'),
  target: required('Directory to create the backup in'),
};
const restoreArgs = { file: required('The directory holding the backup to restore', 'folder') };
const placeFlags = {
  cluster: text('Place the stream in a specific cluster', { placeholder: 'CLUSTER' }),
  tag: list('Place the stream on servers that has specific tags (pass multiple times)', {
    placeholder: 'TAG',
  }),
};
type Place = FlagValues<typeof placeFlags> & { replicas?: number };

const restoreFlags = {
  progress,
  config: { ...configFile, help: 'Load a different configuration when restoring the stream' },
  ...placeFlags,
  replicas: wholeOr(0, 'Override how many replicas of the data to create'),
};

/** A name that the CLI has given up, which it still takes with a warning. */
function oldName<C extends Command>(now: C, name: string, aliases: string[] = []): C {
  const warn = `WARNING: "nats ${name}" is deprecated and will be removed in a future release, use "nats ${now.name}" instead`;
  const run: Command['run'] = (context, ...given) => {
    outAll({ out: context.err }, [warn, '']);
    return now.run(context, ...given);
  };
  return {
    ...now,
    name,
    aliases,
    differs: `${now.differs} The nats CLI of 0.5.1 warns that it is now ${now.name}.`,
    run,
  };
}

const backupStream = command({
  name: 'backup stream',
  help: 'Creates a backup of a stream over the NATS network',
  differs: `${kept} The size of the data before it was compressed is not told.`,
  examples: ['backup stream ORDERS monday/ORDERS'],
  args: streamArgs,
  flags: backupFlags,
  run: (context, { stream, target }, how) => backUp(context, stream, target, how),
});

const backupAccount = command({
  name: 'backup account',
  help: 'Creates a backup of all JetStream Streams over the NATS network',
  differs: `There are no prompts: it needs --force. ${kept}`,
  examples: ['backup account monday --force'],
  args: { target: required('Directory to create the backup in') },
  flags: {
    check: { ...backupFlags.check, help: 'Checks the Stream for health prior to backup' },
    consumers: backupFlags.consumers,
    force: onOff('Perform backup without prompting', { short: 'f' }),
    'critical-warnings': idle('Here no backup ends in a warning', 'w'),
  },
  run: async (context, { target }, { force, ...how }) => {
    const streams = await allStreams(await context.jetStream());
    if (!streams.length) throw new Problem('no streams found');
    const total = (pick: (info: StreamInfo) => number) =>
      streams.reduce((sum, info) => sum + pick(info), 0);
    outAll(context, [
      `Performing backup of all streams to ${target}`,
      '',
      `    Streams: ${streams.length}`,
      `       Size: ${showSize(total(({ state }) => state.bytes))}`,
      `  Consumers: ${total(({ state }) => state.consumer_count)}`,
      '',
    ]);
    confirmed(force, noTerminal);
    for (const { config } of streams) {
      await backUp(context, config.name, `${target}/${config.name}`, how);
      context.out('');
    }
  },
});

const restoreStream = command({
  name: 'backup restore stream',
  help: 'Restore a stream over the NATS network',
  differs: 'It reads the files that the page keeps: see backup stream.',
  examples: ['backup restore stream monday/ORDERS'],
  args: restoreArgs,
  flags: restoreFlags,
  run: (context, { file }, how) => restore(context, file, how),
});

const restoreAccount = command({
  name: 'backup restore account',
  help: 'Restore an account backup over the NATS network',
  differs: 'It reads the files that the page keeps: see backup account.',
  examples: ['backup restore account monday'],
  args: { directory: required('The directory holding the account backup to restore', 'folder') },
  flags: placeFlags,
  run: async (context, { directory }, place) => {
    const all = backupsIn(context).filter((each) => each.startsWith(`${directory}/`));
    if (!all.length) throw new Problem(`path '${directory}' does not exist`);
    const js = await context.jetStream();
    const there = (await allStreams(js)).map(({ config }) => config.name);
    const taken = all
      .map((each) => each.slice(directory.length + 1))
      .find((name) => there.includes(name));
    if (taken !== undefined) throw new Problem(`stream "${taken}" exists already`);
    outAll(context, [
      `Restoring backup of all ${all.length} streams in directory "${directory}"`,
      '',
    ]);
    for (const each of all) await restore(context, each, place);
  },
});

/** Commands for backups, under their names and under those that they had. */
export const backups: readonly Command[] = [
  backupStream,
  backupAccount,
  restoreStream,
  restoreAccount,
  oldName(backupStream, 'stream backup', ['snapshot']),
  oldName(restoreStream, 'stream restore'),
  oldName(backupAccount, 'account backup', ['snapshot']),
  oldName(restoreAccount, 'account restore'),
];

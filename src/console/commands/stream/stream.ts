import type { PurgeResponse } from '../../../nats/nats-client.ts';
import {
  command,
  optional,
  outAll,
  outJson,
  required,
  type CommandContext,
} from '../../command.ts';
import { onOff, text, whole } from '../../flags.ts';
import { integer } from '../../messages.ts';
import { listStreams, bucketPrefix, checkStreamName, isPlain } from '../../names.ts';
import { Problem, saying } from '../../problem.ts';
import { table } from '../../table.ts';
import { confirmed, force, json, unconfirmed } from '../common-flags.ts';
import type { StreamInfo } from '../api-types.ts';
import { all, noSelect, pickStream, streamArg } from './pick.ts';
import { outStream } from './json.ts';
import { streamRow } from './report.ts';
import { inaccessible } from '../inaccessible.ts';

const picks = 'Where the nats CLI lets you pick a stream from a list, the streams are named here.';

export const streamInfoCommand = command({
  name: 'stream info',
  aliases: ['nfo', 'i'],
  help: 'Stream information',
  differs: picks,
  args: { stream: optional('Stream to retrieve information for', 'stream') },
  flags: { json, state: onOff('Shows only the stream state'), 'no-select': noSelect, all },
  run: async (context, { stream }, flags) => {
    outStream(context, await pickStream(context, stream, flags), flags);
    context.out('');
  },
});

export const streamStateCommand = command({
  name: 'stream state',
  help: 'Stream state',
  differs: picks,
  args: { stream: optional('Stream to retrieve state information for', 'stream') },
  flags: { json, 'no-select': noSelect, all },
  run: async (context, { stream }, flags) => {
    const info = await pickStream(context, stream, flags);
    outStream(context, info, { json: flags.json, state: true });
    context.out('');
  },
});

export const streamList = command({
  name: 'stream ls',
  aliases: ['list', 'l'],
  help: 'List all known streams',
  args: {},
  flags: {
    subject: text('Limit the list to streams with matching subjects', { placeholder: 'SUBJECT' }),
    names: onOff('Show just the stream names', { short: 'n' }),
    json,
    all,
  },
  run: async (context, _, { subject, names, json, all }) => {
    const js = await context.jetStream();
    const filter = subject === undefined ? {} : { subject };
    if (names) {
      const found = (await js.all<string>('STREAM.NAMES', 'streams', filter)).sort();
      return json ? outJson(context, found) : outAll(context, found);
    }
    const { found, missing } = await listStreams(js, filter).catch(
      saying('could not list streams'),
    );
    const streams = found.filter(({ config }) => all || isPlain(config.name));
    if (json) {
      const listed = streams.map(({ config }) => config.name).sort();
      return outJson(context, listed.length ? listed : null);
    }
    if (!streams.length) {
      const more = found.length ? ', pass -a to include system streams' : '';
      return context.out(`No Streams defined${more}`);
    }
    const title = subject === undefined ? 'Streams' : `Streams matching ${subject}`;
    outAll(context, [...streamTable(title, streams), '']);
    outAll(context, [...inaccessible(missing, 'Streams'), '']);
  },
});

/** The table of `stream ls` and `stream find`, by size. */
export function streamTable(title: string, streams: readonly StreamInfo[]): string[] {
  const bySize = [...streams].sort((a, b) => a.state.bytes - b.state.bytes);
  const head = ['Name', 'Description', 'Created', 'Messages', 'Size', 'Last Message'];
  return table(title, head, bySize.map(streamRow));
}

export const streamPurge = command({
  name: 'stream purge',
  help: 'Bulk removes messages from a stream',
  differs: `There are no prompts: it needs --force. ${picks}`,
  args: { stream: streamArg },
  flags: {
    json,
    force,
    subject: text('Limits the purge to a specific subject', { placeholder: 'SUBJECT' }),
    seq: whole('Purge up to but not including a specific message sequence', {
      placeholder: 'SEQUENCE',
    }),
    keep: whole('Keeps a certain number of messages after the purge', { placeholder: 'MESSAGES' }),
    all,
  },
  run: async (context, { stream }, { subject, seq, keep, ...flags }) => {
    const { name } = (await pickStream(context, stream, flags)).config;
    confirmed(flags.force, unconfirmed);
    warnOfBucket(context, name);
    if (seq && keep) throw new Problem('sequence and keep cannot be combined when purging');
    const js = await context.jetStream();
    const { purged } = await js
      .ask<PurgeResponse>(`STREAM.PURGE.${name}`, {
        ...(subject && { filter: subject }),
        ...(seq && { seq }),
        ...(keep && { keep }),
      })
      .catch(saying('could not purge Stream'));
    outAll(context, [`Purged ${purged} messages from ${name}`, '']);
    const info = await js.ask<StreamInfo>(`STREAM.INFO.${name}`);
    outStream(context, info, { json: flags.json, state: true });
  },
});

/** Warns, as the CLI does, before a stream behind a bucket is changed. */
export function warnOfBucket(context: CommandContext, stream: string): void {
  if (!stream.startsWith(bucketPrefix)) return;
  outAll(context, [
    'WARNING: Operating on the underlying stream of a Key-Value bucket is dangerous.',
    '',
    'Key-Value stores are an abstraction above JetStream streams and as such require particular',
    "configuration to be set. Interacting with KV buckets outside of the 'nats kv' subcommand can lead",
    'unexpected outcomes, data loss and, technically, will mean your KV bucket is no longer a KV bucket.',
    '',
    'Continuing this operation is an unsupported action.',
    '',
  ]);
  context.err('The nats CLI asks here whether to go on, also with --force. This console goes on.');
}

export const streamRemove = command({
  name: 'stream rm',
  aliases: ['delete', 'del'],
  help: 'Removes a stream',
  differs: `There are no prompts: it needs --force. ${picks}`,
  args: { stream: streamArg },
  flags: { force, all },
  run: async (context, { stream }, { force, all }) => {
    if (!force) await pickStream(context, stream, { all });
    confirmed(force, unconfirmed);
    if (!stream) throw new Problem('--force requires a stream name');
    checkStreamName(stream);
    await (await context.jetStream()).ask(`STREAM.DELETE.${stream}`);
  },
});

export const streamRemoveMessage = command({
  name: 'stream rmm',
  help: 'Securely removes an individual message from a stream',
  differs: `There are no prompts: it needs --force, and the sequence. ${picks}`,
  args: { stream: streamArg, id: optional('Message Sequence to remove') },
  flags: { force, all },
  run: async (context, { stream, id }, flags) => {
    const seq = id === undefined ? -1 : integer(id);
    const { name } = (await pickStream(context, stream, flags)).config;
    if (seq === -1) {
      throw new Problem(
        'invalid input: cannot prompt for user input without a terminal',
        `Name the sequence: nats stream rmm ${name} 1 -f`,
      );
    }
    warnOfBucket(context, name);
    confirmed(flags.force, unconfirmed);
    if (seq === 0) throw new Problem('sequence number is required');
    const js = await context.jetStream();
    await js.ask(`STREAM.MSG.DELETE.${name}`, { seq });
  },
});

export const streamSeal = command({
  name: 'stream seal',
  help: 'Seals a stream preventing further updates',
  differs: `There are no prompts: it needs --force. ${picks}`,
  args: { stream: required('The name of the stream to seal', 'stream') },
  flags: { force: { ...force, help: 'Force sealing without prompting' }, all },
  run: async (context, { stream }, flags) => {
    const { config } = await pickStream(context, stream, flags);
    confirmed(flags.force, unconfirmed);
    const js = await context.jetStream();
    const sealed = { ...config, sealed: true };
    // The CLI says nothing of a refusal, and shows the stream.
    await js.ask(`STREAM.UPDATE.${config.name}`, sealed);
    outStream(context, await js.ask<StreamInfo>(`STREAM.INFO.${config.name}`));
  },
});

import type { PurgeResponse } from '../../nats/nats-client.ts';
import { command, outAll, outJson, required, type CommandContext } from '../command.ts';
import { idle, onOff, text, whole } from '../flags.ts';
import { sequence } from '../messages.ts';
import { allStreams, isPlain } from '../names.ts';
import { table } from '../table.ts';
import { confirmed, force, json } from './common-flags.ts';
import type { StreamInfo } from './api-types.ts';
import { streamReport, streamRow, streamState } from './stream-report.ts';

export async function streamInfo(context: CommandContext, name: string): Promise<StreamInfo> {
  return (await context.jetStream()).ask<StreamInfo>(`STREAM.INFO.${name}`);
}

export const streamInfoCommand = command({
  name: 'stream info',
  aliases: ['nfo', 'i'],
  help: 'Stream information',
  differs: 'A stream that is not there is an error; the nats CLI lets you pick another.',
  args: { stream: required('Stream to retrieve information for', 'stream') },
  flags: {
    json,
    state: onOff('Shows only the stream state'),
    'no-select': idle('There are no lists to select from here'),
  },
  run: async (context, { stream }, flags) => {
    const info = await streamInfo(context, stream);
    if (flags.json) return outJson(context, info);
    outAll(context, [...(flags.state ? streamState(info) : streamReport(info)), '']);
  },
});

export const streamStateCommand = command({
  name: 'stream state',
  help: 'Stream state',
  args: { stream: required('Stream to retrieve state for', 'stream') },
  flags: { json },
  run: async (context, { stream }, flags) => {
    const info = await streamInfo(context, stream);
    if (flags.json) return outJson(context, info.state);
    outAll(context, [...streamState(info), '']);
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
    all: onOff('Show all streams including system ones', { short: 'a' }),
  },
  run: async (context, _, { subject, names, json: asJson, all }) => {
    const js = await context.jetStream();
    const found = await allStreams(js, subject === undefined ? {} : { subject });
    const streams = found.filter(({ config }) => all || isPlain(config.name));
    if (asJson)
      return outJson(
        context,
        streams.map(({ config }) => config.name),
      );
    if (names) return outAll(context, streams.map(({ config }) => config.name).sort());
    if (!streams.length) return context.out('No Streams defined');
    streams.sort((a, b) => a.state.bytes - b.state.bytes);
    const head = ['Name', 'Description', 'Created', 'Messages', 'Size', 'Last Message'];
    outAll(context, [...table('Streams', head, streams.map(streamRow)), '', '']);
  },
});

export const streamPurge = command({
  name: 'stream purge',
  help: 'Bulk removes messages from a stream',
  differs: 'There are no prompts: it needs --force.',
  args: { stream: required('Stream name', 'stream') },
  flags: {
    json,
    force,
    subject: text('Limits the purge to a specific subject', { placeholder: 'SUBJECT' }),
    seq: whole('Purge up to but not including a specific message sequence', {
      placeholder: 'SEQUENCE',
    }),
    keep: whole('Keeps a certain number of messages after the purge', { placeholder: 'MESSAGES' }),
  },
  run: async (context, { stream }, { subject, seq, keep, ...flags }) => {
    confirmed(flags.force, `could not obtain confirmation to purge Stream ${stream}`);
    const js = await context.jetStream();
    const { purged } = await js.ask<PurgeResponse>(`STREAM.PURGE.${stream}`, {
      ...(subject !== undefined && { filter: subject }),
      ...(seq !== undefined && { seq }),
      ...(keep !== undefined && { keep }),
    });
    const info = await streamInfo(context, stream);
    if (flags.json) return outJson(context, info.state);
    outAll(context, [`Purged ${purged} messages from ${stream}`, '', ...streamState(info)]);
  },
});

export const streamRemove = command({
  name: 'stream rm',
  aliases: ['delete', 'del'],
  help: 'Removes a stream',
  differs: 'There are no prompts: it needs --force.',
  args: { stream: required('Stream name', 'stream') },
  flags: { force },
  run: async (context, { stream }, flags) => {
    confirmed(flags.force, `could not obtain confirmation to delete Stream ${stream}`);
    await (await context.jetStream()).ask(`STREAM.DELETE.${stream}`);
  },
});

export const streamRemoveMessage = command({
  name: 'stream rmm',
  help: 'Securely removes an individual message from a Stream',
  differs: 'There are no prompts: it needs --force, and the sequence.',
  args: {
    stream: required('Stream name', 'stream'),
    id: required('Message Sequence to remove'),
  },
  flags: { force },
  run: async (context, { stream, id }, flags) => {
    confirmed(
      flags.force,
      `could not obtain confirmation to remove message ${id} of Stream ${stream}`,
    );
    const js = await context.jetStream();
    await js.ask(`STREAM.MSG.DELETE.${stream}`, { seq: sequence(id) });
  },
});

import {
  command,
  optional,
  outAll,
  required,
  type Command,
  type CommandContext,
} from '../../command.ts';
import { idle, onOff, whole } from '../../flags.ts';
import { Problem, saying } from '../../problem.ts';
import { showGoDuration, showTime } from '../../units.ts';
import type { ConsumerConfig } from '../api-types.ts';
import { confirmed, force, unconfirmed } from '../common-flags.ts';
import { copied, edited, pauseTime } from './config.ts';
import { consumerDifferences } from './differences.ts';
import { createFlags, editFlags, type EditFlags } from './flags.ts';
import { consumerFromFile, outConsumer } from './json.ts';
import { checkLevel, createConsumer, loadConsumer, withoutServers } from './consumer.ts';
import { all, consumerArgs, pickConsumer, requireLevel, selectStream } from './pick.ts';
import { configFile } from '../stream/file.ts';

const noPrompt = 'There are no prompts: it needs --force.';

const forced = (what: string) => onOff(`Force ${what} without prompting`, { short: 'f' });

const edit = command({
  name: 'consumer edit',
  aliases: ['update'],
  help: 'Edits the configuration of a consumer',
  differs: 'There are no prompts and no editor: it needs --force, and has no --interactive.',
  examples: ['consumer edit ORDERS billing --max-deliver 5 -f'],
  args: consumerArgs,
  flags: {
    config: configFile,
    force,
    interactive: idle('There is no editor here', 'i'),
    'dry-run': onOff('Only shows differences, do not edit the stream'),
    ...editFlags,
    all,
  },
  run: async (context, { stream, consumer }, flags) => {
    const info = await pickConsumer(context, stream, consumer, flags);
    const { stream_name: of, name } = info;
    if (!info.config.durable_name) throw new Problem('only durable consumers can be edited');
    if (flags.interactive) {
      throw new Problem(
        'there is no editor here',
        'Change it by flags, or by a file of the page: --config FILE.',
      );
    }
    const before = withoutServers({ ...info.config, metadata: info.config.metadata ?? {} });
    const after = changed(context, name, before, flags);
    if (after.backoff?.length && after.ack_wait !== before.ack_wait)
      throw new Problem('consumers with backoff policies do not support editing Ack Wait');
    const lines = consumerDifferences(before, after);
    if (!lines.length) {
      if (!flags['dry-run']) context.out('No difference in configuration');
      return;
    }
    outAll(context, ['Differences (-old +new):', ...lines]);
    if (flags['dry-run'])
      return context.err('The nats CLI ends here with the exit code 1: there are differences.');
    confirmed(flags.force, unconfirmed);
    await checkLevel(context, after);
    outConsumer(context, await createConsumer(context, of, after));
  },
});

function changed(
  context: CommandContext,
  name: string,
  before: ConsumerConfig,
  flags: EditFlags & { config: string | undefined },
): ConsumerConfig {
  try {
    if (flags.config === undefined) return edited(before, flags);
    return withoutServers(consumerFromFile(context, flags.config)) as ConsumerConfig;
  } catch (error) {
    return saying(`could not create new configuration for Consumer ${name}`)(error);
  }
}

const copy = command({
  name: 'consumer copy',
  aliases: ['cp'],
  help: 'Creates a new consumer based on the configuration of another',
  args: {
    stream: required('Stream name', 'stream'),
    source: required('Source consumer name', 'consumer'),
    destination: required('Destination consumer name'),
  },
  flags: { ...createFlags, all },
  run: async (context, { stream, source, destination }, flags) => {
    await selectStream(context, stream, flags);
    const { config } = await loadConsumer(
      context,
      stream,
      source,
      'could not load source Consumer',
    );
    const wanted = withoutServers(copied(config, destination, flags));
    const made = await createConsumer(context, stream, wanted).catch(
      saying('Consumer creation failed'),
    );
    if (wanted.durable_name) outConsumer(context, made);
  },
});

interface Pause {
  paused: boolean;
  pause_until: string;
  pause_remaining?: number;
}

const pause = command({
  name: 'consumer pause',
  help: 'Pause a consumer until a later time',
  differs: noPrompt,
  examples: ['consumer pause ORDERS billing 1h -f'],
  args: {
    ...consumerArgs,
    until: optional('Pause until a specific time (eg 2026-01-31 12:00:00)'),
  },
  flags: { force: forced('pause'), all },
  run: async (context, { stream, consumer, until }, flags) => {
    const { stream_name: of, name } = await pickConsumer(context, stream, consumer, flags);
    await requireLevel(context, 1, 'pausing Consumers requires NATS Server 2.11');
    if (!until) {
      throw new Problem(
        'cannot prompt for user input without a terminal',
        'There are no prompts here: say for how long, such as 1h.',
      );
    }
    const time = pauseTime(until);
    confirmed(flags.force, unconfirmed);
    const js = await context.jetStream();
    const answer = await js.ask<Pause>(`CONSUMER.PAUSE.${of}.${name}`, { pause_until: time });
    if (!answer.paused)
      throw new Problem('pause request failed, perhaps due to a time in the past');
    const left = showGoDuration(Math.round((answer.pause_remaining ?? 0) / 1e9) * 1e9);
    context.out(`Paused ${of} > ${name} until ${showTime(answer.pause_until)} (${left})`);
  },
});

const resume = command({
  name: 'consumer resume',
  help: 'Resume a paused consumer',
  differs: noPrompt,
  args: consumerArgs,
  flags: { force: forced('resume'), all },
  run: async (context, { stream, consumer }, flags) => {
    const info = await pickConsumer(context, stream, consumer, flags);
    const { stream_name: of, name, config } = info;
    await requireLevel(context, 1, 'resuming Consumers requires NATS Server 2.11');
    if (!info.paused) throw new Problem('consumer is not paused');
    confirmed(flags.force, unconfirmed);
    await (await context.jetStream()).ask(`CONSUMER.PAUSE.${of}.${name}`, {});
    context.out(
      `Consumer ${of} > ${name} was resumed while previously paused until ${showTime(config.pause_until!)}`,
    );
  },
});

const reset = command({
  name: 'consumer reset',
  help: 'Resets the consumer to a previous state',
  differs: noPrompt,
  args: consumerArgs,
  flags: { sequence: whole('Sequence to reset to'), force: forced('reset'), all },
  run: async (context, { stream, consumer }, { sequence = 0, ...flags }) => {
    const { stream_name: of, name } = await pickConsumer(context, stream, consumer, flags);
    confirmed(flags.force, unconfirmed);
    await (await context.jetStream()).ask(`CONSUMER.RESET.${of}.${name}`, { seq: sequence });
    const now = await pickConsumer(context, of, name);
    outConsumer(context, now, { state: true });
  },
});

const unpin = command({
  name: 'consumer unpin',
  help: 'Unpin the current Pinned Client from a Priority Group',
  differs: noPrompt,
  args: { ...consumerArgs, group: optional('The group to unpin') },
  flags: { force: forced('unpin'), all },
  run: async (context, { stream, consumer, group }, flags) => {
    const info = await pickConsumer(context, stream, consumer, flags);
    const { stream_name: of, name, config } = info;
    if (config.priority_policy !== 'pinned_client')
      throw new Problem('consumer is not a pinned priority consumer');
    const pinned = (info.priority_groups ?? []).filter((each) => each.pinned_client_id);
    if (!pinned.length) throw new Problem('no priority groups have pinned clients');
    if (!group) {
      throw new Problem(
        'cannot prompt for user input without a terminal',
        `Name a group: ${pinned.map((each) => each.group).join(', ')}`,
      );
    }
    confirmed(flags.force, unconfirmed);
    await (await context.jetStream()).ask(`CONSUMER.UNPIN.${of}.${name}`, { group });
    const client = pinned.find((each) => each.group === group)?.pinned_client_id ?? '';
    context.out(`Unpinned client ${client} from Priority Group ${of} > ${name} > ${group}`);
  },
});

/** Commands that change a consumer, or make one from another. */
export const consumerEdits: readonly Command[] = [edit, copy, reset, pause, resume, unpin];

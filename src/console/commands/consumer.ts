import { command, optional, outAll, outJson, required } from '../command.ts';
import { choice, commaList, duration, idle, onOff, text, whole } from '../flags.ts';
import type { JetStream } from '../jetstream.ts';
import { table } from '../table.ts';
import { parseDuration } from '../units.ts';
import { confirmed, force, json } from './common-flags.ts';
import type { ConsumerConfig, ConsumerInfo } from './api-types.ts';
import { consumerReport, consumerRow } from './consumer-report.ts';

const noSelect = idle('There are no lists to select from here');

/** All consumers of a stream. */
export const consumersOf = (js: JetStream, stream: string) =>
  js.all<ConsumerInfo>(`CONSUMER.LIST.${stream}`, 'consumers');

/** Reads `--deliver`: where in its stream a consumer begins. */
function start(deliver: string): Partial<ConsumerConfig> & Pick<ConsumerConfig, 'deliver_policy'> {
  const plain = (['all', 'new', 'last'] as const).find((policy) => policy === deliver);
  if (plain) return { deliver_policy: plain };
  if (deliver === 'subject') return { deliver_policy: 'last_per_subject' };
  if (/^\d+$/.test(deliver)) {
    return { deliver_policy: 'by_start_sequence', opt_start_seq: Number(deliver) };
  }
  const since = new Date(Date.now() - parseDuration(deliver) / 1e6);
  return { deliver_policy: 'by_start_time', opt_start_time: since.toISOString() };
}

export const consumerAdd = command({
  name: 'consumer add',
  aliases: ['create', 'new'],
  help: 'Creates a new consumer',
  differs:
    'There are no prompts: each setting that the nats CLI would ask for takes its default. Without --target the consumer is a pull consumer; without a name it is ephemeral.',
  examples: ['consumer add ORDERS billing --pull --defaults'],
  args: { stream: required('Stream name', 'stream'), consumer: optional('Consumer name') },
  flags: {
    ack: choice(['none', 'all', 'explicit'], 'Acknowledgment policy'),
    deliver: text('Start policy (all, new, last, subject, 1h, msg sequence)', {
      placeholder: 'POLICY',
      choices: ['all', 'last', 'new', 'subject'],
    }),
    'deliver-group': text('Delivers push messages only to subscriptions matching this group', {
      placeholder: 'GROUP',
    }),
    description: text('Sets a contextual description for the consumer'),
    ephemeral: onOff('Create an ephemeral consumer'),
    filter: commaList('Filter Stream by subjects', { placeholder: 'SUBJECTS' }),
    'headers-only': onOff('Deliver only headers and no bodies', { negatable: true }),
    'max-deliver': whole('Maximum amount of times a message will be delivered', {
      placeholder: 'TRIES',
    }),
    'max-pending': whole('Maximum pending Acks before consumers are paused'),
    'max-waiting': whole('Maximum number of outstanding pulls allowed', { placeholder: 'PULLS' }),
    pull: onOff("Deliver messages in 'pull' mode"),
    replay: choice(['instant', 'original'], 'Replay Policy'),
    target: text('Push based delivery target subject', { placeholder: 'SUBJECT' }),
    wait: duration('Acknowledgment waiting time'),
    'inactive-threshold': duration(
      'How long to allow an ephemeral consumer to be idle before removing it',
    ),
    memory: onOff('Force the consumer state to be stored in memory'),
    replicas: whole('Sets a custom replica count rather than inherit from the stream', {
      placeholder: 'REPLICAS',
    }),
    json,
    defaults: onOff('Accept default values for all prompts'),
  },
  run: async (context, { stream, consumer }, flags) => {
    const { target, filter } = flags;
    const durable = flags.ephemeral ? undefined : consumer;
    const given = {
      name: consumer,
      durable_name: durable,
      description: flags.description,
      ack_wait: flags.wait,
      max_deliver: flags['max-deliver'],
      max_ack_pending: flags['max-pending'],
      max_waiting: flags['max-waiting'],
      inactive_threshold: flags['inactive-threshold'],
      num_replicas: flags.replicas,
      deliver_subject: target,
      deliver_group: flags['deliver-group'],
      filter_subject: filter.length === 1 ? filter[0] : undefined,
      filter_subjects: filter.length > 1 ? filter : undefined,
      ...(flags.memory && { mem_storage: true }),
      ...(flags['headers-only'] && { headers_only: true }),
    };
    const config = {
      ...given,
      ...start(flags.deliver ?? 'all'),
      ack_policy: flags.ack ?? (target === undefined ? 'explicit' : 'none'),
      replay_policy: flags.replay ?? 'instant',
    };
    const js = await context.jetStream();
    const path = consumer === undefined ? stream : `${stream}.${consumer}`;
    const request = { stream_name: stream, config, action: 'create' };
    const info = await js.ask<ConsumerInfo>(`CONSUMER.CREATE.${path}`, request);
    if (flags.json) return outJson(context, info);
    if (!flags.defaults)
      context.err('There are no prompts here: settings that were not given took their defaults.');
    outAll(context, consumerReport(info));
  },
});

export const consumerInfo = command({
  name: 'consumer info',
  aliases: ['nfo'],
  help: 'Consumer information',
  differs: 'A consumer that is not there is an error; the nats CLI lets you pick another.',
  args: {
    stream: required('Stream name', 'stream'),
    consumer: required('Consumer name', 'consumer'),
  },
  flags: { json, 'no-select': noSelect },
  run: async (context, { stream, consumer }, flags) => {
    const js = await context.jetStream();
    const info = await js.ask<ConsumerInfo>(`CONSUMER.INFO.${stream}.${consumer}`);
    if (flags.json) outJson(context, info);
    else outAll(context, consumerReport(info));
  },
});

export const consumerList = command({
  name: 'consumer ls',
  aliases: ['list'],
  help: 'List known consumers',
  args: { stream: required('Stream name', 'stream') },
  flags: {
    json,
    names: onOff('Show just the consumer names', { short: 'n' }),
    'no-select': noSelect,
  },
  run: async (context, { stream }, flags) => {
    const consumers = await consumersOf(await context.jetStream(), stream);
    const names = consumers.map(({ name }) => name).sort();
    if (flags.json) return outJson(context, names);
    if (flags.names) return outAll(context, names);
    if (!consumers.length) return context.out('No Consumers defined');
    const head = ['Name', 'Description', 'Created', 'Ack Pending', 'Unprocessed', 'Last Delivery'];
    outAll(context, [...table('Consumers', head, consumers.map(consumerRow)), '', '']);
  },
});

export const consumerRemove = command({
  name: 'consumer rm',
  aliases: ['delete', 'del'],
  help: 'Removes a consumer',
  differs: 'There are no prompts: it needs --force.',
  args: {
    stream: required('Stream name', 'stream'),
    consumer: required('Consumer name', 'consumer'),
  },
  flags: { force },
  run: async (context, { stream, consumer }, flags) => {
    confirmed(
      flags.force,
      `could not obtain confirmation to delete Consumer ${stream} > ${consumer}`,
    );
    await (await context.jetStream()).ask(`CONSUMER.DELETE.${stream}.${consumer}`);
  },
});

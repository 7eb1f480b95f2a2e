import { command, optional, outAll, outJson, type CommandContext } from '../../command.ts';
import { onOff, text, type FlagValues } from '../../flags.ts';
import { nuid } from '../../../nats/nats-client.ts';
import { checkConsumerName } from '../../names.ts';
import { Problem, saying } from '../../problem.ts';
import { checkSubject } from '../../subjects.ts';
import { table } from '../../table.ts';
import type { ConsumerConfig, ConsumerInfo } from '../api-types.ts';
import { confirmed, force, json, unconfirmed } from '../common-flags.ts';
import { newConfig } from './config.ts';
import { createFlags, type CreateFlags } from './flags.ts';
import { consumerFromFile, orderedConfig, outConsumer } from './json.ts';
import { consumerRow } from './report.ts';
import {
  all,
  askConsumer,
  consumerArgs,
  consumersOf,
  noSelect,
  pickConsumer,
  requireLevel,
  selectStream,
} from './pick.ts';
import { configFile } from '../stream/file.ts';

/**
 * Creates or updates a consumer, as the CLI asks for it.
 * @throws Problem
 */
export async function createConsumer(
  context: CommandContext,
  stream: string,
  config: Partial<ConsumerConfig>,
): Promise<ConsumerInfo> {
  const { durable_name: durable, filter_subject: filter } = config;
  const name = config.name ?? durable ?? nuid.next().slice(-8);
  checkConsumerName(name);
  if (filter !== undefined) checkSubject(filter);
  const path = filter === undefined ? `${stream}.${name}` : `${stream}.${name}.${filter}`;
  const request = { stream_name: stream, config: { ...config, name }, action: '' };
  const js = await context.jetStream();
  return js.ask<ConsumerInfo>(`CONSUMER.CREATE.${path}`, request);
}

/** Requires servers that know what a configuration asks for. */
export async function checkLevel(
  context: CommandContext,
  config: Partial<ConsumerConfig>,
): Promise<void> {
  if (config.pause_until)
    await requireLevel(context, 1, 'pausing consumers requires NATS Server 2.11');
  const { priority_policy: policy } = config;
  if (policy === 'pinned_client')
    await requireLevel(context, 2, 'Prioritized Consumer Groups requires NATS Server 2.12');
  else if (policy) await requireLevel(context, 1, 'Consumer Groups requires NATS Server 2.11');
}

const addFlags = {
  config: configFile,
  validate: onOff('Only validates the configuration against the official Schema'),
  output: text('Save configuration instead of creating', { placeholder: 'FILE', names: 'folder' }),
  ...createFlags,
  defaults: onOff('Accept default values for all prompts'),
  all,
};

export const consumerAdd = command({
  name: 'consumer add',
  aliases: ['create', 'new'],
  help: 'Creates a new consumer',
  differs:
    'There are no prompts: each setting that the nats CLI would ask for takes its default, as with --defaults. Without --target it makes a pull consumer.',
  examples: ['consumer add ORDERS billing --pull --defaults'],
  args: { stream: consumerArgs.stream, consumer: optional('Consumer name') },
  flags: addFlags,
  run: async (context, { stream, consumer = '' }, flags) => {
    const info = await selectStream(context, stream, flags);
    const config = configOf(context, consumer, flags);
    const shown = () => JSON.stringify(orderedConfig(config), undefined, 2);
    if (flags.validate) {
      return outAll(context, [...shown().split('\n'), '', 'Configuration is a valid Consumer']);
    }
    const { output } = flags;
    if (output !== undefined) {
      const path = output.replace(/^(\.\/)+/, '');
      const file = new TextEncoder().encode(shown());
      return context.files.update((files) => ({ ...files, [path]: file }));
    }
    await checkLevel(context, config);
    const created = await createConsumer(context, info.config.name, config).catch(
      saying('Consumer creation failed'),
    );
    const asked = flags.defaults ? !flags.pull && !flags.target : true;
    if (asked && flags.config === undefined)
      context.err('There are no prompts here: settings that were not given took their defaults.');
    outConsumer(context, created);
  },
});

/** @throws Problem in the words of the CLI */
function configOf(
  context: CommandContext,
  consumer: string,
  flags: CreateFlags & Pick<FlagValues<typeof addFlags>, 'config'>,
): Partial<ConsumerConfig> {
  if (flags.config !== undefined) {
    const config = { ...consumerFromFile(context, flags.config) };
    if (config.durable_name && consumer) config.durable_name = consumer;
    if (config.deliver_subject && flags.target) config.deliver_subject = flags.target;
    // As it was printed of another consumer.
    if (config.durable_name && consumer) delete config.name;
    return withoutServers(config);
  }
  if (!consumer && !flags.ephemeral) {
    throw new Problem(
      'could not request durable name: cannot prompt for user input without a terminal',
      'There are no prompts here: write a name behind that of the stream, or add --ephemeral.',
    );
  }
  return newConfig(consumer, flags);
}

/** A configuration without the metadata of the server, which is not sent back to it. */
export function withoutServers<C extends Partial<ConsumerConfig>>(config: C): C {
  if (!config.metadata) return config;
  const own = Object.entries(config.metadata).filter(([key]) => !key.startsWith('_nats.'));
  return { ...config, metadata: Object.fromEntries(own) };
}

export const consumerInfo = command({
  name: 'consumer info',
  aliases: ['nfo'],
  help: 'Consumer information',
  differs: 'A consumer that is not there is an error; the nats CLI lets you pick another.',
  args: consumerArgs,
  flags: { json, 'no-select': noSelect, all },
  run: async (context, { stream, consumer }, flags) =>
    outConsumer(context, await pickConsumer(context, stream, consumer, flags), flags),
});

export const consumerStateCommand = command({
  name: 'consumer state',
  help: 'Consumer state',
  differs: 'A consumer that is not there is an error; the nats CLI lets you pick another.',
  args: consumerArgs,
  flags: { json, 'no-select': { ...noSelect, help: 'Do not select streams from a list' }, all },
  run: async (context, { stream, consumer }, flags) => {
    const info = await pickConsumer(context, stream, consumer, flags);
    outConsumer(context, info, { ...flags, state: true });
  },
});

export const consumerList = command({
  name: 'consumer ls',
  aliases: ['list'],
  help: 'List known consumers',
  args: { stream: consumerArgs.stream },
  flags: {
    json,
    names: onOff('Show just the consumer names', { short: 'n' }),
    'no-select': noSelect,
    all,
  },
  run: async (context, { stream }, flags) => {
    const { config } = await selectStream(context, stream, flags);
    const consumers = await consumersOf(await context.jetStream(), config.name);
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
  args: consumerArgs,
  flags: { force, all },
  run: async (context, { stream, consumer }, flags) => {
    const js = await context.jetStream();
    if (!flags.force) {
      await pickConsumer(context, stream, consumer, flags);
      confirmed(false, unconfirmed);
    }
    if (!stream || !consumer) throw new Problem('--force requires a stream and consumer name');
    checkConsumerName(consumer);
    await js.ask(`CONSUMER.DELETE.${stream}.${consumer}`);
  },
});

/** Loads a consumer that is copied or edited, whose name is known. */
export const loadConsumer = async (
  context: CommandContext,
  stream: string,
  consumer: string,
  doing: string,
): Promise<ConsumerInfo> =>
  askConsumer(await context.jetStream(), stream, consumer).catch(saying(doing));

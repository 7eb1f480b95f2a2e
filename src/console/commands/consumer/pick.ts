import { optional, type CommandContext } from '../../command.ts';
import { onOff } from '../../flags.ts';
import type { JetStream } from '../../jetstream.ts';
import { checkConsumerName, checkStreamName } from '../../names.ts';
import { Problem, saying } from '../../problem.ts';
import type { ConsumerInfo, StreamInfo } from '../api-types.ts';
import { pickStream } from '../stream/pick.ts';

/** A flag of all commands below `consumer`. */
export const all = onOff('Operate on all streams including system ones', { short: 'a' });

export const noSelect = onOff('Do not select consumers from a list');

/** Names of a stream and of a consumer; see `pickConsumer`. */
export const consumerArgs = {
  stream: optional('Stream name', 'stream'),
  consumer: optional('Consumer name', 'consumer'),
};

/** All consumers of a stream. */
export const consumersOf = (js: JetStream, stream: string) =>
  js.all<ConsumerInfo>(`CONSUMER.LIST.${stream}`, 'consumers');

/**
 * Asks for a consumer by its names.
 * @throws Problem
 */
export async function askConsumer(
  js: JetStream,
  stream: string,
  consumer: string,
): Promise<ConsumerInfo> {
  checkStreamName(stream);
  checkConsumerName(consumer);
  return js.ask<ConsumerInfo>(`CONSUMER.INFO.${stream}.${consumer}`);
}

/** Loads a stream for a command below `consumer`. */
export const selectStream = (
  context: CommandContext,
  name: string | undefined,
  { all = false } = {},
): Promise<StreamInfo> => pickStream(context, name, { all, doing: 'could not select Stream' });

/**
 * Loads a consumer by its names. Where there is none, the `nats` CLI lets its user pick another: the names to pick
 * from are told here.
 * @throws Problem in the CLI's words with --no-select, or without a terminal
 */
export async function pickConsumer(
  context: CommandContext,
  stream: string | undefined,
  consumer: string | undefined,
  { all = false } = {},
): Promise<ConsumerInfo> {
  const js = await context.jetStream();
  if (stream && consumer) {
    try {
      return await askConsumer(js, stream, consumer);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  }
  const { config } = await selectStream(context, stream, { all });
  const names = await js.all<string>(`CONSUMER.NAMES.${config.name}`, 'consumers');
  const picking = saying('could not select Consumer');
  if (!names.length) {
    return picking(new Problem(`no Consumers are defined for Stream ${config.name}`));
  }
  const words = consumer
    ? `unknown consumer "${config.name}" > "${consumer}"`
    : 'cannot pick a Consumer without a terminal and no Consumer name supplied';
  return picking(new Problem(words, `Consumers here: ${names.sort().join(', ')}`));
}

/**
 * Requires servers that know a feature.
 * @param words of the CLI's refusal
 * @throws Problem with them
 */
export async function requireLevel(
  context: CommandContext,
  level: number,
  words: string,
): Promise<void> {
  const js = await context.jetStream();
  const { api } = await js.ask<{ api?: { level?: number } }>('INFO');
  if ((api?.level ?? 0) < level) throw new Problem(words);
}

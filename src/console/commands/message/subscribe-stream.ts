import { apiCode } from '../../../lab/monitoring/jetstream-api.ts';
import type { JsMsg, Msg } from '../../../nats/nats-client.ts';
import type { CommandContext } from '../../command.ts';
import { ApiRefusal, type JetStream } from '../../jetstream.ts';
import { Problem } from '../../problem.ts';
import { clock, showDuration } from '../../units.ts';
import type { ConsumerConfig, ConsumerInfo, StreamInfo } from '../api-types.ts';
import type { SubscribeFlags } from './subscribe-flags.ts';
import type { Received } from './subscribe-show.ts';

/** A subscription to a stream: where it begins, and where its messages go. */
export interface StreamSubscription {
  context: CommandContext;
  js: JetStream;
  info: StreamInfo;
  subject: string | undefined;
  flags: SubscribeFlags;
  /** The line of subjects that are left out, or nothing. */
  ignored: string;
  /** Takes a message, and answers whether it was the last. */
  take: (message: Received) => boolean;
  signal: AbortSignal;
}

/**
 * Finds the stream that is subscribed to, by its name or a subject.
 * @throws Problem in the words of the CLI
 */
export async function streamOf(
  js: JetStream,
  named: string | undefined,
  [subject]: readonly string[],
): Promise<StreamInfo> {
  const find = async () => {
    const names = await js.all<string>('STREAM.NAMES', 'streams', { subject });
    if (!names.length) throw new Problem(`no stream found with subject: ${subject!}`);
    return names[0]!;
  };
  return js.ask<StreamInfo>(`STREAM.INFO.${named ?? (await find())}`).catch((error: unknown) => {
    if (!(error instanceof ApiRefusal)) throw error;
    const { message, code } = error;
    const said = message.replace(/ \(\d+\)$/, '');
    throw new Problem(`nats: API error: code=404 err_code=${code} description=${said}`);
  });
}

/** Reads a stream by a consumer of its own, or by a durable one, until it is stopped. */
export async function readByConsumer(subscription: StreamSubscription): Promise<void> {
  const { context, js, info, flags } = subscription;
  const stream = info.config.name;
  const own = start(subscription);
  const { durable } = flags;
  const existing = durable ? await existingConsumer(js, stream, durable) : undefined;
  const log = (line: string) => context.out(`${clock()} ${line}`);
  const consumer = existing ?? (await createConsumer(js, stream, own, durable));
  const acks = durable !== undefined && consumer.config.ack_policy !== 'none';
  if ((consumer.config.filter_subjects ?? []).length > 1)
    throw new Problem('cannot subscribe to multi filter consumers');
  const subscribing = `Subscribing to JetStream Stream "${stream}" using existing`;
  if (consumer.config.deliver_subject !== undefined) {
    log(`${subscribing} push consumer "${durable}"`);
    log(
      `Detected push consumer "${durable}" on stream "${stream}" — push consumers are deprecated and will be removed in a future release. Please update to use a pull-based consumer.`,
    );
    return readPushed(subscription, consumer.config, acks);
  }
  if (existing) log(`${subscribing} pull consumer "${durable}"`);
  return readPulled(subscription, consumer.name, acks);
}

async function existingConsumer(
  js: JetStream,
  stream: string,
  name: string,
): Promise<ConsumerInfo | undefined> {
  return js.ask<ConsumerInfo>(`CONSUMER.INFO.${stream}.${name}`).catch((error: unknown) => {
    if (error instanceof ApiRefusal && error.code === apiCode.consumerNotFound) return undefined;
    if (!(error instanceof Problem)) throw error;
    throw new Problem(`error loading durable consumer "${name}": ${error.message}`, ...error.help);
  });
}

async function createConsumer(
  js: JetStream,
  stream: string,
  config: Partial<ConsumerConfig>,
  durable: string | undefined,
): Promise<ConsumerInfo> {
  const path = durable === undefined ? stream : `${stream}.${durable}`;
  const named = durable === undefined ? config : { ...config, name: durable };
  const request = { stream_name: stream, config: named, action: 'create' };
  const what = durable === undefined ? 'consumer' : `durable consumer "${durable}"`;
  return js.ask<ConsumerInfo>(`CONSUMER.CREATE.${path}`, request).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(`failed to create ${what}: ${error.message}`, ...error.help);
  });
}

/** The consumer that the flags ask for, told as the CLI tells it. */
function start({
  context,
  subject = '>',
  flags,
  ignored,
}: StreamSubscription): Partial<ConsumerConfig> {
  const config: Partial<ConsumerConfig> = {
    ack_policy: 'none',
    deliver_policy: 'all',
    replay_policy: 'instant',
    filter_subject: subject,
    ...((flags['headers-only'] || flags['subjects-only']) && { headers_only: true }),
  };
  const say = (where: string) =>
    context.out(`${clock()} Subscribing to subject ${subject} ${where} ${ignored}`);
  if (flags['start-sequence']) {
    say(`starting at sequence ${flags['start-sequence']}`);
    return {
      ...config,
      deliver_policy: 'by_start_sequence',
      opt_start_seq: flags['start-sequence'],
    };
  }
  if (flags.last) say('from last received message');
  else if (flags.all) say('from first received message');
  else if (flags.new) say('for new messages');
  else if (flags.since !== undefined) {
    say(`since ${showDuration(flags.since)}`);
    const from = new Date(Date.now() - flags.since / 1e6).toISOString();
    return { ...config, deliver_policy: 'by_start_time', opt_start_time: from };
  } else if (flags['last-per-subject']) {
    say('for last message per subject');
    return { ...config, deliver_policy: 'last_per_subject' };
  }
  return {
    ...config,
    deliver_policy: flags.last ? 'last' : flags.new && !flags.all ? 'new' : 'all',
  };
}

/** How long a pull may stay without a message, in milliseconds. */
const patience = 30_000;

async function readPulled(
  { js, info, flags: { count }, take, signal }: StreamSubscription,
  name: string,
  acks: boolean,
): Promise<void> {
  const { consumers } = js.connection.jetstream(js.options);
  const consumer = await consumers.get(info.config.name, name);
  let taken = 0;
  /** Asks for no more than are wanted: what a durable consumer hands out, it holds back from others. */
  const pull = () =>
    count === undefined
      ? consumer.consume()
      : consumer.fetch({ max_messages: Math.max(count - taken, 1), expires: patience });
  for (let over = false; !over && !signal.aborted;) {
    const messages = await pull();
    const stop = () => messages.stop();
    signal.addEventListener('abort', stop);
    for await (const message of messages) {
      taken++;
      over = take(received(message));
      if (acks) message.ack();
      if (over) break;
    }
    signal.removeEventListener('abort', stop);
  }
  if (acks) await js.connection.flush();
}

/** A message of nats.ws, whose type leaves out the subject of its acknowledgement. */
type Pulled = JsMsg & { reply?: string };

function received({ subject, headers, data, reply, info }: Pulled): Received {
  const { stream, streamSequence: seq, pending, timestampNanos } = info;
  return {
    subject,
    reply,
    headers,
    data,
    pattern: subject,
    stored: { stream, seq, pending, time: timestampNanos / 1000 },
  };
}

/** Reads what a push consumer sends to its subject. */
async function readPushed(
  { js, take, signal }: StreamSubscription,
  { deliver_subject: subject = '', deliver_group: queue }: ConsumerConfig,
  acks: boolean,
): Promise<void> {
  const nats = js.connection;
  await new Promise<void>((resolve, reject) => {
    const callback = (error: Error | null, message: Msg) => {
      if (error) return reject(error);
      if (message.headers?.code === 100) return answerStatus(message, nats);
      const last = take(receivedPushed(message));
      if (acks) message.respond();
      if (last) nats.flush().then(resolve, reject);
    };
    nats.subscribe(subject, { callback, ...(queue && { queue }) });
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Answers a flow control message, or a heartbeat of a consumer that waits for such an answer. */
function answerStatus(message: Msg, nats: JetStream['connection']): void {
  const stalled = message.headers?.get('Nats-Consumer-Stalled');
  if (message.reply) message.respond();
  else if (stalled) nats.publish(stalled);
}

/**
 * A message with its place, which its reply subject tells: `$JS.ACK.<stream>.<consumer>.<tries>.<stream sequence>.
 * <consumer sequence>.<time>.<pending>`, with domain and account hash after `ACK` in newer forms.
 */
function receivedPushed({ subject, reply, headers, data }: Msg): Received {
  const tokens = reply?.split('.') ?? [];
  const [stream = '', , , seq, , time, pending] = tokens.slice(tokens.length > 9 ? 4 : 2);
  return {
    subject,
    reply,
    headers,
    data,
    pattern: subject,
    stored: {
      stream,
      seq: Number(seq),
      pending: Number(pending),
      time: Number(time) / 1000,
    },
  };
}

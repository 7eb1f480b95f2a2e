import { NatsError, type Msg } from '../../../nats/nats-client.ts';
import { command, outAll, required, type CommandContext } from '../../command.ts';
import { duration, onOff, onUnless, text, wholeOr, type Flag } from '../../flags.ts';
import { clientWords, unanswered } from '../../console-errors.ts';
import { bodyText, headerLines } from '../../messages.ts';
import { checkConsumerName, checkStreamName } from '../../names.ts';
import { Problem, saying } from '../../problem.ts';
import { clock, showCount, showGoDuration } from '../../units.ts';
import type { ConsumerInfo } from '../api-types.ts';
import { policyWords } from './report.ts';
import { all, askConsumer, consumerArgs, pickConsumer } from './pick.ts';
import { pause } from '../message/waiting.ts';

/** The CLI's words for a status that a consumer answers in place of a message. */
const statuses: Readonly<Record<number, string>> = {
  404: 'nats: no messages',
  408: 'nats: timeout',
};

/** How long a server's word that a pull has ended may be on its way, in milliseconds. */
const grace = 1000;

/** What becomes of messages. */
interface Handling {
  ack: boolean;
  nak: boolean;
  term: boolean;
  raw: boolean;
  /** Nanoseconds, the most that an acknowledgement is put off. */
  wait: number | undefined;
}

/** Acknowledges unless it is turned off, or --term asks for something else. */
const ack: Flag<boolean | undefined> = {
  help: 'Acknowledge received message',
  negatable: true,
  initial: undefined,
  read: (value) => value === 'true',
};

const raw = onOff('Show only the message', { short: 'r' });

export const consumerNext = command({
  name: 'consumer next',
  help: 'Retrieves messages from Pull consumers without interactive prompts',
  differs: 'It waits until an acknowledgement is there.',
  examples: ['consumer next ORDERS billing --count 2'],
  args: {
    stream: required('Stream name', 'stream'),
    consumer: required('Consumer name', 'consumer'),
  },
  flags: {
    ack,
    nak: onOff('Perform a Negative Acknowledgement on the message'),
    term: onOff('Terms the message'),
    raw,
    wait: duration('Wait up to this period to acknowledge messages'),
    count: wholeOr(1, 'Number of messages to try to fetch from the pull consumer'),
    all,
  },
  run: async (context, { stream, consumer }, { count, ...flags }) => {
    const { nak, term, ack: acks = !term } = flags;
    if (term && (acks || nak)) throw new Problem('can not both Acknowledge and Terminate message');
    const how = { ...flags, ack: acks };
    for (let i = 0; i < count; i++) await next(context, stream, consumer, how);
  },
});

/** @throws Problem, since a name with a space would end the subject on the wire */
function checkNames(stream: string, consumer: string): void {
  try {
    checkStreamName(stream);
    checkConsumerName(consumer);
  } catch (error) {
    saying('could not request next message')(error);
  }
}

/** Fetches one message, prints it, and acknowledges it as asked for. */
async function next(
  context: CommandContext,
  stream: string,
  consumer: string,
  how: Handling,
): Promise<void> {
  checkNames(stream, consumer);
  const js = await context.jetStream();
  const missing = async (words: string): Promise<never> => {
    const { config } = await askConsumer(js, stream, consumer).catch(
      saying(`could not load consumer "${consumer}"`),
    );
    const { deliver_subject: subject } = config;
    if (subject !== undefined) {
      const help = `It delivers to ${subject}: sub '${subject}'`;
      throw new Problem(`consumer "${consumer}" is not a Pull consumer`, help);
    }
    throw new Problem(`no message received: ${words}`);
  };
  const pull = JSON.stringify({ batch: 1, expires: Math.round(context.timeout * 1e6) });
  const subject = `${js.prefix}.CONSUMER.MSG.NEXT.${stream}.${consumer}`;
  const message = await js.connection
    .request(subject, pull, {
      // The server ends the pull with a status. The grace time runs out only if the server is gone.
      timeout: context.timeout + grace,
      // The message arrives under its own subject, which a shared inbox could not match.
      noMux: true,
    })
    .catch(async (error: unknown) => {
      if (!(error instanceof NatsError)) throw error;
      return missing(clientWords(error));
    });
  const code = message.headers?.code ?? 0;
  if (code) {
    const said = statuses[code] ?? `${code} ${message.headers!.description}`;
    // A status but this one comes from a pull consumer that is there.
    if (code === 409) return missing(said);
    throw new Problem(`no message received: ${said}`);
  }
  outAll(context, how.raw ? bodyText(message.data).split('\n') : view(message));
  await settle(context, message, how);
}

/**
 * Acknowledges, refuses or ends a message, and waits until the consumer has noted that, so that the next command
 * finds it done. As with the CLI, which does not wait, it is no error if the consumer is not reached.
 */
async function settle(
  context: CommandContext,
  { reply = '' }: Msg,
  { ack, nak, term, raw, wait = 0 }: Handling,
): Promise<void> {
  const nats = await context.nats();
  const send = async (word: string) => {
    await nats.request(reply, word, { timeout: context.timeout }).catch((error: unknown) => {
      if (!(error instanceof NatsError && error.code === '503')) unanswered(error);
    });
  };
  if (term) {
    await send('+TERM');
    outAll(context, [...(raw ? [''] : []), 'Terminated message']);
  }
  if (!ack && !nak) return;
  const delay = Math.floor(Math.random() * wait);
  if (delay) await pause(delay / 1e6, context.signal);
  const word = nak ? '-NAK' : '+ACK';
  context.trace?.(`${clock()} >>> ${reply}: ${word}`);
  await send(word);
  if (raw) return;
  const after = delay ? ` after ${showGoDuration(delay)} delay` : '';
  outAll(context, [`${nak ? 'Negative ' : ''}Acknowledged message${after}`, '']);
}

/** A message of a consumer, with its place. */
function view(message: Msg): string[] {
  const headers = headerLines(message.headers).map((line) => `  ${line}`);
  return [
    place(message),
    '',
    ...(headers.length ? ['Headers:', '', ...headers, '', 'Data:', '', ''] : []),
    ...bodyText(message.data).split('\n'),
    '',
  ];
}

/**
 * The line above a message of a consumer. Its reply subject tells its place: `$JS.ACK.<stream>.<consumer>.<tries>.
 * <stream sequence>.<consumer sequence>.<time>.<pending>`, with domain and account hash after `ACK` in newer forms.
 */
function place({ subject, reply = '' }: Msg): string {
  const tokens = reply.split('.');
  const [tries, stream, own, , pending] = tokens.length > 9 ? tokens.slice(6) : tokens.slice(4);
  const left = showCount(Number(pending));
  return `[${clock()}] subj: ${subject} / tries: ${tries} / cons seq: ${own} / str seq: ${stream} / pending: ${left}`;
}

export const consumerSubscribe = command({
  name: 'consumer sub',
  help: 'Retrieves messages from consumers',
  differs: 'The nats CLI has it, and does not list it. Ctrl-C ends it for a push consumer.',
  args: consumerArgs,
  flags: {
    ack: onUnless('Acknowledge received message'),
    raw,
    'deliver-group': text('Deliver group of the consumer', { placeholder: 'GROUP' }),
    all,
  },
  run: async (context, { stream, consumer }, flags) => {
    const info = await pickConsumer(context, stream, consumer, flags);
    const ack = flags.ack && info.config.ack_policy !== 'none';
    const how = { ack, nak: false, term: false, raw: flags.raw, wait: undefined };
    if (info.config.deliver_subject === undefined)
      return next(context, info.stream_name, info.name, how);
    await hear(context, info, how);
  },
});

/** Prints what a push consumer delivers, until Ctrl-C. */
async function hear(
  context: CommandContext,
  { config }: ConsumerInfo,
  { ack, raw }: Handling,
): Promise<void> {
  const { deliver_subject: subject = '', deliver_group: queue, ack_policy: policy } = config;
  const nats = await context.nats();
  if (!raw) {
    outAll(context, [
      `Subscribing to topic ${subject} auto acknowledgment: ${ack}`,
      '',
      'Consumer Info:',
      `  Ack Policy: ${policyWords[policy] ?? policy}`,
      ...(policy === 'none' ? [] : [`    Ack Wait: ${showGoDuration(config.ack_wait ?? 0)}`]),
      '',
    ]);
  }
  await new Promise<void>((_, reject) => {
    const callback = (error: Error | null, message: Msg) => {
      if (error) return reject(error);
      if (message.headers?.code === 100) {
        const stalled = message.headers.get('Nats-Consumer-Stalled');
        if (stalled) nats.publish(stalled);
        else message.respond();
        return;
      }
      const body = bodyText(message.data);
      const headers = headerLines(message.headers).map((line) => `   ${line}`);
      if (!raw) {
        context.out(place(message));
        if (headers.length) outAll(context, ['', 'Headers:', '', ...headers, '', 'Data:']);
      }
      outAll(context, body.split('\n'));
      if (!raw && !body.endsWith('\n')) context.out('');
      if (ack) message.respond();
    };
    nats.subscribe(subject, { callback, ...(queue && { queue }) });
  });
}

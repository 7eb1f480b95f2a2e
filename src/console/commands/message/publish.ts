import { headers as newHeaders, type PubAck } from '../../../nats/nats-client.ts';
import { command, optional, required, type CommandContext } from '../../command.ts';
import { choice, duration, idle, onOff, onUnless, text, wholeOr } from '../../flags.ts';
import { deadline, JetStream } from '../../jetstream.ts';
import { parseHeaders } from '../../messages.ts';
import { Problem } from '../../problem.ts';
import { checkSubject } from '../../subjects.ts';
import { fillTemplates, templateHelp } from '../../templates.ts';
import { clock, showCount } from '../../units.ts';
import { header } from '../common-flags.ts';
import { scheduled, scheduleFlags } from './publish-schedule.ts';
import { emptyInput, onInterrupt, pause, watchRefusals } from './waiting.ts';

/** Up to this count each message is told in a line; above it, the `nats` CLI draws a bar. */
export const tellEach = 20;

/** How many messages are sent between two round trips to the server. */
const batch = 250;

/** The shortest sleep that a browser's timer is good for, in milliseconds. */
const coarse = 4;

/** The answer to a message that a stream has stored; `val` is the value of a counter. */
type Ack = PubAck & { val?: string };

const ackWords = ({ stream, seq, domain, duplicate, val }: Ack) =>
  `Stored in Stream: ${stream} Sequence: ${showCount(seq)}` +
  (domain ? ` Domain: "${domain}"` : '') +
  (duplicate ? ' Duplicate: true' : '') +
  (val ? ` Counter Value: ${val}` : '');

export const publish = command({
  name: 'publish',
  aliases: ['pub'],
  help: `Generic data publish utility\n\n${templateHelp}`,
  differs:
    'There is no STDIN: without a body it publishes an empty one, and --atomic, which reads several, is refused. It reports more than 20 messages in one line, not by a bar.',
  examples: [
    `pub orders.new '{"item": "oak table"}'`,
    `pub -J orders.new 'order {{Count}}' --count 3`,
  ],
  args: { subject: required('Subject to publish to'), body: optional('Message body') },
  flags: {
    reply: text('Sets a custom reply to subject', { placeholder: 'SUBJECT' }),
    header,
    atomic: onOff('Atomic batch publish to JetStream (implies --jetstream)'),
    count: wholeOr(1, 'Publish multiple messages'),
    'force-stdin': idle('There is no STDIN here'),
    jetstream: onOff('Publish messages to JetStream', { short: 'J' }),
    jitter: duration(
      'When publishing multiple messages, adds a random delay of up to this duration between publishes, in addition to --sleep',
    ),
    quiet: onOff('Show just the output received', { short: 'q' }),
    ...scheduleFlags,
    'send-on': {
      ...choice(['newline', 'eof'], `When to send data from stdin: 'eof' (default) or 'newline'`),
      idle: true,
    },
    sleep: duration('When publishing multiple messages, sleep between publishes'),
    templates: onUnless(
      'Enables template functions in the body and subject (does not affect headers)',
    ),
  },
  run: async (context, { subject, body }, flags) => {
    const count = Math.max(flags.count, 1);
    const { quiet, templates } = flags;
    const nats = await context.nats();
    onInterrupt(context, () => context.err('nats: error: context canceled'));
    if (body === undefined) emptyInput(context, quiet);
    const schedule = scheduled(flags);
    if (flags.atomic) refuseAtomic(schedule !== undefined, body);
    if (body === undefined && flags['send-on'] === 'newline') return;

    const refusal = watchRefusals(nats, context);
    const tells = !quiet && count <= tellEach;
    const log = (line: string) => context.out(`${clock()} ${line}`);
    const tell = (line: string) => {
      if (tells) log(line);
    };
    /** Waits until the server has what was sent, and fails if it has refused any. */
    const sent = async () => {
      await nats.flush();
      const refused = await refusal();
      if (refused !== undefined) throw new Problem(refused);
    };
    const store = flags.jetstream || schedule ? new Store(context) : undefined;
    const rest = sleeper(flags.sleep, flags.jitter);
    for (let i = 1; i <= count; i++) {
      context.signal.throwIfAborted();
      const fill = (each: string, what: string) =>
        templates
          ? fillTemplates(each, { count: i }, (words) =>
              log(`Could not parse ${what} template: ${words}`),
            )
          : each;
      const data = new TextEncoder().encode(fill(body ?? '', 'body'));
      const to = fill(subject, 'subject');
      const headers = parseHeaders(flags.header, i) ?? newHeaders();
      schedule?.(headers);
      // Skips the await when there is no delay, so that publishes are batched.
      const sleep = i > 1 ? rest(i - 1) : 0;
      if (sleep > 0) await pause(sleep, context.signal);
      const told = `Published ${data.length} bytes to ${JSON.stringify(to)}`;
      const options = {
        ...(headers.keys().length && { headers }),
        ...(flags.reply !== undefined && { reply: flags.reply }),
      };
      if (store) {
        tell(told);
        checkSubject(to);
        tell(ackWords(await store.publish(to, data, headers)));
      } else {
        checkSubject(to);
        if (flags.reply !== undefined) checkSubject(flags.reply);
        nats.publish(to, data, options);
        if (tells || i % batch === 0) await sent();
        tell(told);
      }
    }
    if (!store) await sent();
    if (!quiet && !tells) log(`Published ${showCount(count)} messages to "${subject}"`);
  },
});

/** Publishes to streams, whatever domain they are of: the CLI sends to the subject and knows no domain here. */
class Store {
  readonly #context: CommandContext;
  #jetStream: JetStream | undefined;

  constructor(context: CommandContext) {
    this.#context = context;
  }

  async publish(to: string, data: Uint8Array, headers: ReturnType<typeof newHeaders>) {
    const { timeout, trace } = this.#context;
    this.#jetStream ??= new JetStream(await this.#context.nats(), {
      domain: undefined,
      timeout,
      trace: undefined,
    });
    const given = headers.keys().length ? headers : undefined;
    const ack = await this.#jetStream.publish<Ack>(to, data, given).catch((error: unknown) => {
      // The CLI asks here with its client's plain request.
      if (error instanceof Problem && error.message === deadline)
        throw new Problem('nats: timeout');
      throw error;
    });
    trace?.(`<<< ${JSON.stringify(ack)}`);
    return ack;
  }
}

/** @throws Problem: the CLI publishes an atomic batch from the lines of its standard input only */
function refuseAtomic(scheduled: boolean, body: string | undefined): never {
  if (scheduled) throw new Problem('atomic batch publishing does not support schedules');
  throw new Problem(
    'atomic batch publishing requires JetStream and STDIN with --send-on=newline',
    ...(body === undefined ? ['There is no STDIN here.'] : []),
  );
}

/**
 * Tells how long to sleep between two messages.
 * @param sleep nanoseconds
 * @param jitter nanoseconds, the most that is added at random
 */
function sleeper(sleep = 0, jitter = 0): (done: number) => number {
  const start = performance.now();
  let due = 0;
  return () => {
    const step = (sleep + Math.random() * jitter) / 1e6;
    due += step;
    const ahead = start + due - performance.now();
    // A browser's timers are too coarse for short sleeps: several are slept at once.
    return step >= coarse || ahead >= coarse ? Math.max(ahead, 0) : 0;
  };
}

import { matches } from '../../../lab/wire/interest.ts';
import { createInbox, type Msg } from '../../../nats/nats-client.ts';
import { command, rest, type CommandContext } from '../../command.ts';
import { Problem } from '../../problem.ts';
import { checkSubscription } from '../../subjects.ts';
import { clock } from '../../units.ts';
import { readDirectly } from './subscribe-direct.ts';
import { asksStream, checkFlags, subscribeFlags, type SubscribeFlags } from './subscribe-flags.ts';
import { SubjectReport } from './subscribe-report.ts';
import { Shower, type Received } from './subscribe-show.ts';
import { readByConsumer, streamOf } from './subscribe-stream.ts';
import { goesOn, noPrograms, tellStatus } from './waiting.ts';

const noGraph =
  'There is no graph here, since a console prints lines and does not draw: messages are shown instead.';

export const subscribe = command({
  name: 'subscribe',
  aliases: ['sub'],
  help: 'Generic subscription client',
  differs:
    'Ctrl-C ends it. --dump writes files of the page. A page has no --translate, --graph and --backup. A report of subjects is printed when it has changed, below the one before.',
  examples: [
    `sub 'orders.>'`,
    `sub 'orders.>' --queue workers --count 2`,
    'sub orders.new --last',
    'sub --stream ORDERS --all',
  ],
  args: { subjects: rest('Subjects to subscribe to') },
  flags: subscribeFlags,
  run: async (context, { subjects }, flags) => {
    if (!subjects.length && !flags.stream && !flags.inbox) {
      context.out('No subjects or --stream flag provided.');
      throw new Problem('required argument, try --help', "For all of them: sub '>'");
    }
    checkFlags(subjects, flags);
    if (flags.translate !== undefined) context.err(noPrograms);
    if (flags.graph) context.err(noGraph);
    const nats = await context.nats();
    void tellStatus(nats, context);
    const ends = new AbortController();
    const signal = AbortSignal.any([context.signal, ends.signal]);
    const reception = new Reception(context, flags, () => ends.abort());
    try {
      if (asksStream(flags)) await fromStream(context, subjects, flags, reception, signal);
      else await fromSubjects(context, subjects, flags, reception, signal);
    } finally {
      reception.end();
    }
  },
});

/** Takes what subscriptions receive, until there is enough. */
class Reception {
  readonly #flags: SubscribeFlags;
  readonly #ignored: readonly string[];
  readonly #shower: Shower;
  readonly #report: SubjectReport | undefined;
  readonly #enough: () => void;
  /** Requests whose replies are still to come, by the subject of these. */
  readonly #asked = new Map<string, Received>();
  #received = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: CommandContext, flags: SubscribeFlags, enough: () => void) {
    this.#flags = flags;
    this.#enough = enough;
    this.#ignored = flags['ignore-subject'].flatMap((each) => each.split(/[\s,]+/).filter(Boolean));
    this.#shower = new Shower(context, flags);
    if (flags['report-subjects'] || flags['report-subscriptions'])
      this.#report = new SubjectReport(context, flags['report-top']);
    context.signal.addEventListener('abort', () => clearTimeout(this.#timer), { once: true });
  }

  /** The line that names what is left out, below the one that says what is subscribed to. */
  get ignored(): string {
    return this.#ignored.length ? `\nIgnored subjects: ${this.#ignored.join(', ')}` : '';
  }

  /** @returns whether it was the last */
  take(message: Received): boolean {
    if (this.#done() || this.#ignored.some((each) => matches(each, message.subject)))
      return this.#done();
    this.#received++;
    const key = this.#flags['report-subscriptions'] ? message.pattern : message.subject;
    if (this.#report) this.#report.add(key, message);
    else if (this.#flags['match-replies'] && message.reply) this.#asked.set(message.reply, message);
    else this.#shower.show(message, this.#received);
    this.rest();
    const atEnd = this.#flags['terminate-at-end'] && message.stored?.pending === 0;
    return this.#over(atEnd);
  }

  /** Shows a request with its reply. */
  match(reply: Received): void {
    const asked = this.#asked.get(reply.subject);
    if (!asked) return;
    this.#asked.delete(reply.subject);
    this.#shower.show(asked, this.#received, reply);
    this.#over(false);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#report?.end();
  }

  #done(): boolean {
    return this.#flags.count !== undefined && this.#received === this.#flags.count;
  }

  #over(atEnd: boolean): boolean {
    if (!atEnd && !(this.#done() && !this.#asked.size)) return false;
    this.#enough();
    return true;
  }

  /** Begins to wait for the next message, if --wait says how long. */
  rest(): void {
    clearTimeout(this.#timer);
    if (this.#flags.wait) this.#timer = setTimeout(this.#enough, this.#flags.wait / 1e6);
  }
}

async function fromStream(
  context: CommandContext,
  subjects: string[],
  flags: SubscribeFlags,
  reception: Reception,
  signal: AbortSignal,
): Promise<void> {
  const js = await context.jetStream();
  const info = await streamOf(js, flags.stream, subjects);
  if (flags.direct && flags.durable)
    throw new Problem('cannot use direct get when a durable name is supplied');
  if (flags['match-replies'])
    throw new Problem('cannot enable --match-replies for JetStream streams');
  // A consumer would take messages from a stream that keeps each until one has it.
  const direct = !flags.durable && (flags.direct || info.config.retention !== 'limits');
  const read = direct ? readDirectly : readByConsumer;
  reception.rest();
  await read({
    context,
    js,
    info,
    subject: subjects[0],
    flags,
    ignored: reception.ignored,
    take: (message) => reception.take(message),
    signal,
  });
}

async function fromSubjects(
  context: CommandContext,
  given: string[],
  flags: SubscribeFlags,
  reception: Reception,
  signal: AbortSignal,
): Promise<void> {
  const nats = await context.nats();
  const subjects = given.length ? given : [createInbox(context.inboxPrefix)];
  const log = (line: string) => {
    const silent = flags.raw || (flags.dump !== undefined && flags.dump !== '-');
    if (!silent || flags.inbox) context.out(`${clock()} ${line}`);
  };
  const say = () =>
    log(
      flags.ack
        ? `Subscribing on ${subjects[0]!} with acknowledgement of JetStream messages ${reception.ignored}`
        : `Subscribing on ${subjects.join(', ')} ${reception.ignored}`,
    );
  await new Promise<void>((resolve, reject) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    const listen = (subject: string, take: (message: Received) => void, queue?: string) => {
      const callback = (error: Error | null, message: Msg) => {
        if (error) return goesOn(error, context) ? undefined : reject(error);
        const { headers, data, reply } = message;
        take({ subject: message.subject, reply, headers, data, pattern: subject });
        if (flags.ack && reply?.startsWith('$JS.ACK.')) message.respond();
      };
      nats.subscribe(subject, { callback, ...(queue !== undefined && { queue }) });
    };
    if (flags['match-replies']) {
      const inboxes = `${context.inboxPrefix ?? '_INBOX'}.>`;
      log(`Matching replies with inbox prefix ${inboxes}`);
      listen(inboxes, (reply) => reception.match(reply));
    }
    try {
      for (const subject of subjects) checkSubscription(subject, flags.queue);
    } catch (error) {
      say();
      throw error;
    }
    for (const subject of subjects)
      listen(subject, (message) => reception.take(message), flags.queue);
    // Says that it subscribes only when the server has the subscription.
    nats.flush().then(() => {
      say();
      reception.rest();
    }, reject);
  });
  if (flags.ack) await nats.flush();
}

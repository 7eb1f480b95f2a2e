import type { NatsConnection } from '../../../nats/connect.ts';
import { benchReport, type Sample } from '../../bench-report.ts';
import { outAll, type CommandContext } from '../../command.ts';
import { duration, onOff, onUnless, text, wholeOr, type FlagValues } from '../../flags.ts';
import { ApiRefusal, JetStream } from '../../jetstream.ts';
import { bytesAt } from '../../page-files.ts';
import { Problem } from '../../problem.ts';
import { clock, parseSize, showCount, showGoDuration, showSize } from '../../units.ts';
import { pause } from '../message/waiting.ts';

/** The most messages of one benchmark: a page has one thread for servers, clients and the picture of both. */
const most = 100_000;

/** The count that is meant without --msgs, and the CLI's. */
export const usual = { core: 10_000, others: 1000 };

export const benchDiffers = `Servers and clients share the machine of the page, so the figures are of it. It sends ${showCount(usual.core)} messages on subjects, ${showCount(usual.others)} to services, streams and buckets, where the nats CLI sends 100,000 unless --msgs says so; more than ${showCount(most)} are refused. There are no progress bars, and no --csv. --payload is a file of the page.`;

/** Flags of all benchmarks. */
export const benchFlags = (messages: number) => ({
  clients: wholeOr(1, 'Number of concurrent clients'),
  msgs: wholeOr(messages, 'Number of messages to publish or subscribe to'),
  progress: onUnless('Enable or disable the progress bar'),
  csv: text('Save benchmark data to CSV file', { placeholder: 'CSV' }),
  size: text('Size of the test messages', { placeholder: '128B' }),
});

/** A file of the page that is sent. */
export const payload = text('File containing a message payload to send', {
  placeholder: 'PAYLOAD',
  names: 'file',
});

/** Flags of benchmarks that may be slowed down. */
export const paceFlags = {
  sleep: duration('Sleep for the specified interval between publications'),
  throughput: wholeOr(
    0,
    'If set > 0, throttle aggregate message send throughput to approximately THROUGHPUT messages/second across all clients (0 disables). If --sleep is set, the achieved rate may be lower',
    { placeholder: 'THROUGHPUT' },
  ),
  duration: duration(
    'Run for approximately this long instead of a fixed message count, deriving the number of messages from --throughput and taking precedence over --msgs (requires --throughput)',
  ),
};

/** Flags for the subjects of messages. */
export const multiFlags = {
  multisubject: onOff(
    "Multi-subject mode, each message is published on a subject that includes the publisher's message sequence number as a token",
  ),
  multisubjectmax: wholeOr(
    100_000,
    'The maximum number of subjects to use in multi-subject mode (0 means no max)',
  ),
  multisubjectrandomize: onOff('Randomize which subjects are being used when in multisubject mode'),
};

type BenchFlags = FlagValues<ReturnType<typeof benchFlags>> &
  Partial<FlagValues<typeof paceFlags>> & { payload?: string | undefined };

/** One client of a benchmark, and its part of the work. */
export interface Worker {
  nats: NatsConnection;
  js: JetStream;
  count: number;
  /** The number of the first of its messages. */
  offset: number;
  payload: Uint8Array;
  /** Waits as --sleep and --throughput say, when so many messages are done. Ends at Ctrl-C. */
  pace: (done: number) => Promise<void> | undefined;
}

interface Bench {
  /** The CLI's name for the benchmark. */
  label: string;
  /** What each client does, such as `publishing`, before the number of messages. */
  doing: string;
  /** Further facts of the banner, by name. */
  facts: Readonly<Record<string, string | number | boolean>>;
  flags: BenchFlags;
  /** Whether the CLI calls an error of a client fatal. */
  fatal?: boolean;
  /** Whether each client has all messages, and not a share of them. */
  each?: boolean;
  /** Done before clients start. */
  prepare?: () => Promise<void>;
  work: (worker: Worker) => Promise<Sample | Omit<Sample, 'messages' | 'size'>>;
}

/** Runs a benchmark with its clients side by side, and reports it. @throws Problem */
export async function runBench(context: CommandContext, bench: Bench): Promise<void> {
  const { label, flags, each = false } = bench;
  const { messages, size } = checked(flags);
  const clients = each ? flags.clients : Math.min(flags.clients, messages);
  const facts = {
    ...bench.facts,
    ...('sleep' in flags && { sleep: showGoDuration(flags.sleep ?? 0) }),
    clients,
    msgs: messages,
    'msg-size': showSize(size),
    ...(flags.throughput && { throughput: flags.throughput }),
  };
  const log = (line: string) => context.out(`${clock()} ${line}`);
  log(`Starting ${label} benchmark [${banner(facts)}]`);
  const connections = await connectAll(context, clients);
  await bench.prepare?.();
  const shares = each ? connections.map(() => messages) : sharesOf(messages, clients);
  for (const [i, count] of shares.entries()) {
    log(`[${i + 1}] Starting ${label}, ${bench.doing} ${showCount(count)} messages`);
  }
  const prefix = (await context.jetStream()).prefix;
  const payload = flags.payload ? bytesAt(context, flags.payload) : new Uint8Array(size);
  if (flags.csv !== undefined) context.err('The page writes no CSV: copy the figures.');
  const outcomes = await Promise.allSettled(
    connections.map(async (nats, i) => {
      const count = shares[i]!;
      const offset = each ? 0 : shares.slice(0, i).reduce((sum, before) => sum + before, 0);
      const { timeout, trace } = context;
      const js = new JetStream(nats, { domain: undefined, apiPrefix: prefix, timeout, trace });
      const pace = pacer(context, flags, clients);
      const sample = await bench.work({ nats, js, count, offset, payload, pace });
      return { messages: count, size, ...sample };
    }),
  );
  context.signal.throwIfAborted();
  const failed = outcomes.flatMap((outcome, i) =>
    outcome.status === 'rejected' ? [{ i, reason: outcome.reason as unknown }] : [],
  );
  for (const { i, reason } of failed) {
    if (reason instanceof Problem)
      log(`${bench.fatal ? 'Fatal error' : 'Error'} from client ${i}: ${wordsOf(reason)}`);
  }
  if (failed.length) throw failed[0]!.reason;
  const samples = outcomes.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  outAll(context, ['', ...benchReport(label, samples)]);
}

/** The size and number of messages. @throws Problem as the `nats` CLI has it */
function checked({ msgs, size, clients, throughput = 0, duration: nanos }: BenchFlags) {
  if (nanos && throughput <= 0) throw new Problem('--duration requires --throughput to be set');
  const messages = nanos ? Math.round((throughput * nanos) / 1e9) : msgs;
  if (messages <= 0) throw new Problem('number of messages should be greater than 0');
  if (messages > most) {
    throw new Problem(
      `${showCount(messages)} messages are more than a page takes`,
      `Up to ${showCount(most)} are sent here: --msgs ${most}.`,
    );
  }
  if (clients < 1 || clients > 32) throw new Problem('a page takes 1 to 32 clients');
  return { messages, size: sizeOf(size ?? '128B') };
}

function sizeOf(text: string): number {
  const refused = new Problem(
    `can not parse or invalid the value specified for the message size: ${text}`,
  );
  try {
    const size = parseSize(text);
    if (size > 0) return size;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
  throw refused;
}

const banner = (facts: Bench['facts']) =>
  Object.entries(facts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${typeof value === 'number' ? showCount(value) : value}`)
    .join(', ');

/** The messages of each client. */
function sharesOf(messages: number, clients: number): number[] {
  const share = Math.floor(messages / clients);
  return Array.from({ length: clients }, (_, i) => share + (i < messages % clients ? 1 : 0));
}

/** A connection for each client. They are closed when the line has ended. */
export const connectAll = (context: CommandContext, clients: number): Promise<NatsConnection[]> =>
  Promise.all(
    Array.from({ length: clients }, () => context.connect(context.login, context.inboxPrefix)),
  );

function pacer(
  { signal }: CommandContext,
  { sleep = 0, throughput = 0 }: BenchFlags,
  clients: number,
): Worker['pace'] {
  const start = performance.now();
  return (done) => {
    signal.throwIfAborted();
    if (sleep) return pause(sleep / 1e6, signal);
    if (!throughput) return undefined;
    const ahead = (done * 1000 * clients) / throughput - (performance.now() - start);
    return ahead > 0 ? pause(ahead, signal) : undefined;
  };
}

/** The subjects of a benchmark's messages. */
export function subjectsOf(subject: string, flags: FlagValues<typeof multiFlags>) {
  const { multisubject, multisubjectmax: max, multisubjectrandomize: random } = flags;
  const digits = String(max).length;
  return {
    /** All of them. */
    pattern: multisubject ? `${subject}.*` : subject,
    at: (number: number): string => {
      if (!multisubject) return subject;
      if (max === 0) return `${subject}.${number}`;
      const chosen = random ? Math.floor(Math.random() * max) : number % max;
      return `${subject}.${String(chosen).padStart(digits, '0')}`;
    },
    facts: {
      'multi-subject': multisubject,
      'multi-subject-max': max,
      'multi-subject-randomize': random,
    },
  };
}

/**
 * Does something for each message of a client, one after the other, and measures each.
 * @param act answers when a message is done
 */
export async function oneByOne(
  { count, pace }: Worker,
  act: (number: number) => Promise<unknown> | undefined,
): Promise<Omit<Sample, 'messages' | 'size'>> {
  const latencies: number[] = [];
  const start = performance.now();
  for (let i = 0; i < count; i++) {
    const before = performance.now();
    const doing = act(i);
    if (doing) await doing;
    latencies.push((performance.now() - before) * 1000);
    const waiting = pace(i + 1);
    if (waiting) await waiting;
  }
  return { start, end: performance.now(), latencies };
}

/** Puts words before those of an error, as the `nats` CLI does. */
export const within =
  (words: string) =>
  (error: unknown): never => {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(`${words}: ${wordsOf(error)}`, ...error.help);
  };

/** The Go client's words, by which benchmarks ask. */
const wordsOf = (error: Problem) => (error instanceof ApiRefusal ? error.goWords : error.message);

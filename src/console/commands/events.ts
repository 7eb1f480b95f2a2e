import type { Msg } from '../../nats/nats-client.ts';
import { eventLines, type ServerEvent } from '../advisory-text.ts';
import { command, outAll, type CommandContext } from '../command.ts';
import { duration, list, onOff, onUnless, text } from '../flags.ts';
import { Problem } from '../problem.ts';
import { showTime } from '../units.ts';
import { json } from './common-flags.ts';

const utf8 = new TextDecoder();

/** Subjects of events by the words of the `nats` CLI for them. */
const connections = [
  ['Client Connection events', '$SYS.ACCOUNT.*.CONNECT'],
  ['Client Disconnection events', '$SYS.ACCOUNT.*.DISCONNECT'],
  ['Authentication Errors events', '$SYS.SERVER.*.CLIENT.AUTH.ERR'],
] as const;

export const events = command({
  name: 'events',
  aliases: ['event', 'e'],
  help: 'Show Advisories and Events',
  differs: 'Ctrl-C ends it.',
  examples: ['events --js-advisory --short'],
  args: {},
  flags: {
    all: onOff('Show all events', { short: 'a' }),
    json,
    short: onOff('Short event format'),
    filter: text('Filter across the entire event using regular expressions', {
      placeholder: 'FILTER',
    }),
    'js-metric': onOff('Shows JetStream metric events (false)'),
    'js-advisory': onOff('Shows advisory events (false)'),
    'srv-advisory': onUnless('Shows NATS Server advisories (true)'),
    subjects: list('Show Advisories and Metrics received on specific subjects', {
      placeholder: 'SUBJECTS',
    }),
    stream: text('Reads events from a Stream only', { placeholder: 'STREAM', names: 'stream' }),
    since: duration('When reading a Stream reads from a certain duration ago'),
  },
  run: async (context, _, flags) => {
    const { all, subjects, stream, since, json: raw } = flags;
    const pattern = patternOf(flags.filter ?? '.');
    const chosen = all || flags['js-advisory'] || flags['js-metric'] || subjects.length > 0;
    if (!chosen && !flags['srv-advisory'] && stream === undefined) {
      throw new Problem('no events were chosen');
    }
    if (chosen && stream !== undefined) {
      throw new Problem('cannot specify both Stream and specific advisories or extra subjects');
    }
    const say = (line: string) => {
      if (!raw) context.out(line);
    };
    const take = (subject: string, data: Uint8Array) => {
      const body = utf8.decode(data);
      if (!pattern.test(body.toUpperCase())) return;
      if (raw) context.out(body);
      else outAll(context, [...tell(subject, body, flags.short)]);
    };
    if (stream !== undefined) {
      const start = since === undefined ? undefined : new Date(Date.now() - since / 1e6);
      say(`Listening for Events in stream ${stream}${start ? ` since ${showTime(start)}` : ''}`);
      return fromStream(context, stream, start, take);
    }
    const nats = await context.nats();
    const listen = (words: string, subject: string) => {
      say(`Listening for ${words} on ${subject}`);
      const callback = (error: Error | null, { subject, data }: Msg) => {
        if (!error) take(subject, data);
      };
      nats.subscribe(subject, { callback });
    };
    if (flags['js-advisory'] || all) listen('Advisories', '$JS.EVENT.ADVISORY.>');
    if (flags['js-metric'] || all) listen('Metrics', '$JS.EVENT.METRIC.>');
    if (flags['srv-advisory'] || all) {
      for (const [words, subject] of connections) listen(words, subject);
      if (context.login === undefined) context.err(onlySystem);
    }
    for (const subject of subjects) listen('advisories', subject);
    await nats.closed();
  },
});

const onlySystem =
  'Only a user of the system account hears of connections: --user and --password. For events of JetStream: --js-advisory.';

/** @throws Problem */
function patternOf(filter: string): RegExp {
  try {
    return new RegExp(filter.toUpperCase());
  } catch (error) {
    throw new Problem(`invalid body regular expression: ${(error as Error).message}`);
  }
}

/** An event as the CLI prints it, with the line that sets it apart. */
function tell(subject: string, body: string, short: boolean): string[] {
  const padded = body.split('\n').map((line) => ' '.repeat(10) + line);
  const wrong = (words: string) => [`Event error: ${words}`, '', ...padded];
  let event: ServerEvent;
  try {
    event = JSON.parse(body) as ServerEvent;
  } catch (error) {
    return wrong(`parsing failed: ${(error as Error).message}`);
  }
  if (typeof event.type !== 'string') return wrong(`unknown event schema on subject ${subject}`);
  return eventLines(event, short) ?? wrong(`unknown event schema on subject ${subject}`);
}

async function fromStream(
  context: CommandContext,
  stream: string,
  start: Date | undefined,
  take: (subject: string, data: Uint8Array) => void,
): Promise<void> {
  const { connection, options } = await context.jetStream();
  const consumer = await connection
    .jetstream(options)
    .consumers.get(stream, start && { opt_start_time: start.toISOString() });
  for await (const { subject, data } of await consumer.consume()) take(subject, data);
}

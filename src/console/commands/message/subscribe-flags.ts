import { duration, list, onOff, text, whole, wholeOr, type FlagValues } from '../../flags.ts';
import { Problem } from '../../problem.ts';
import { translate } from '../common-flags.ts';

/** The flags of `subscribe`. */
export const subscribeFlags = {
  queue: text('Subscribe to a named queue group', { placeholder: 'QUEUE' }),
  durable: text('Use a durable consumer (requires JetStream)', {
    placeholder: 'DURABLE',
    names: 'consumer',
  }),
  raw: onOff('Show the raw data received', { short: 'r' }),
  translate,
  ack: onOff('Acknowledge JetStream message that have the correct metadata', { negatable: true }),
  'match-replies': onOff('Match replies to requests'),
  inbox: onOff('Subscribes to a generated inbox', { short: 'i' }),
  count: whole('Quit after receiving this many messages', { placeholder: 'COUNT' }),
  dump: text(
    'Dump received messages to files, 1 file per message. Specify - for null terminated STDOUT for use with xargs -0',
    {
      placeholder: 'DIRECTORY',
      names: 'folder',
    },
  ),
  'headers-only': onOff('Do not render any data, shows only headers'),
  'subjects-only': onOff("Prints only the messages' subjects"),
  'start-sequence': whole('Starts at a specific Stream sequence (requires JetStream)', {
    placeholder: 'SEQUENCE',
  }),
  all: onOff('Delivers all messages found in the Stream (requires JetStream)'),
  new: onOff('Delivers only future messages (requires JetStream)'),
  last: onOff('Delivers the most recent and all future messages (requires JetStream)'),
  since: duration('Delivers messages received since a duration like 1d3h5m2s(requires JetStream)'),
  'last-per-subject': onOff(
    'Deliver the most recent messages for each subject in the Stream (requires JetStream)',
  ),
  'terminate-at-end': onOff(
    'Stops consuming messages from JetStream once all messages were received',
    { short: 'T' },
  ),
  stream: text('Subscribe to a specific stream (required JetStream)', {
    placeholder: 'STREAM',
    names: 'stream',
  }),
  'ignore-subject': list(
    'Subjects for which corresponding messages will be ignored and therefore not shown in the output',
    { short: 'I', placeholder: 'SUBJECT' },
  ),
  wait: duration('Unsubscribe after this amount of time without any traffic'),
  'report-subjects': onOff(
    'Subscribes to subject patterns and builds a de-duplicated report of active subjects receiving data',
  ),
  'report-subscriptions': onOff(
    'Subscribes to subject patterns and builds a de-duplicated report of active subscriptions receiving data',
  ),
  'report-top': wholeOr(10, "Number of subjects to show when doing 'report-subjects'"),
  timestamp: onOff('Show timestamps in output', { short: 't' }),
  'delta-time': onOff('Show time since start in output', { short: 'd' }),
  graph: { ...onOff('There is no graph here'), idle: true },
  direct: onOff(
    'Subscribe using batched direct gets instead of a durable consumer (requires JetStream)',
  ),
  backup: { ...text('There are no recordings here'), idle: true },
  quiet: { ...onOff('Goes with --backup only', { short: 'q' }), idle: true },
};

export type SubscribeFlags = FlagValues<typeof subscribeFlags>;

/** Whether the flags ask for the messages of a stream. */
export const asksStream = (flags: SubscribeFlags): boolean =>
  Boolean(
    flags['start-sequence'] ||
    flags.durable ||
    flags.all ||
    flags.new ||
    flags.last ||
    flags.since !== undefined ||
    flags['last-per-subject'] ||
    flags.stream ||
    flags.direct,
  );

/** @throws Problem in the words of the CLI for flags that do not go together */
export function checkFlags(subjects: readonly string[], flags: SubscribeFlags): void {
  const refusal = refusalOf(subjects, flags, asksStream(flags));
  if (refusal !== undefined) throw new Problem(refusal);
  if (flags.backup !== undefined) {
    throw new Problem(
      'a page records no subscription',
      'Let a stream take the subjects, and save that: nats stream backup.',
    );
  }
}

/** The order of the checks is the CLI's. */
function refusalOf(
  subjects: readonly string[],
  flags: SubscribeFlags,
  fromStream: boolean,
): string | undefined {
  if (subjects.length && flags.durable)
    return 'cannot specify both subjects and a durable consumer';
  if (subjects.length > 1 && fromStream) return 'streams subscribe support only 1 subject';
  if (flags['terminate-at-end'] && !fromStream)
    return '--terminate-at-end is only supported for JetStream subscriptions';
  if (flags.inbox && fromStream)
    return 'generating inboxes is not compatible with JetStream subscriptions';
  if (flags.queue && fromStream)
    return 'queue group subscriptions are not supported with JetStream';
  if (flags['report-subjects'] && flags['report-top'] === 0)
    return 'subject count must be at least one';
  if (flags.timestamp && flags['delta-time'])
    return 'timestamp and delta-time flags are mutually exclusive';
  if (flags.quiet && flags.backup === undefined) return '--quiet requires --backup';
  return undefined;
}

import {
  choice,
  commaList,
  duration,
  list,
  onOff,
  onUnless,
  pairs,
  size,
  text,
  whole,
  type Flag,
  type FlagValues,
} from '../../flags.ts';
import { Problem, saying } from '../../problem.ts';
import { parseDuration, showCount } from '../../units.ts';
import type { StreamConfig } from '../api-types.ts';

/** A switch that tells whether it was given. */
const given = (help: string, look: { negatable?: boolean } = { negatable: true }) =>
  ({
    ...onOff(help, look),
    initial: undefined,
    read: (value: string) => value === 'true',
  }) as Flag<boolean | undefined>;

/** Flags of a stream's configuration that `stream add`, `edit` and `copy` share. */
export const editable = {
  subjects: commaList('Subjects that are consumed by the stream', { placeholder: 'SUBJECTS' }),
  description: text('Sets a contextual description for the stream', {
    placeholder: 'DESCRIPTION',
  }),
  compression: choice(['none', 's2'], 'Compression algorithm to use (file storage only)'),
  replicas: whole('When clustered, how many replicas of the data to create', {
    placeholder: 'REPLICAS',
  }),
  tag: list('Place the stream on servers that has specific tags (pass multiple times)', {
    placeholder: 'TAG',
  }),
  tags: { ...list('Backward compatibility only, use --tag'), idle: true },
  cluster: text('Place the stream on a specific cluster', { placeholder: 'CLUSTER' }),
  ack: onUnless('Acknowledge publishes'),
  retention: choice(
    ['limits', 'interest', 'work'],
    'Defines a retention policy (limits, interest, work)',
    {
      workq: 'work',
    },
  ),
  discard: choice(['new', 'old'], 'Defines the discard policy (new, old)'),
  'discard-per-subject': given(
    "Sets the 'new' discard policy and applies it to every subject in the stream",
  ),
  'max-age': text('Maximum age of messages to keep', { placeholder: 'DURATION' }),
  'max-bytes': size('Maximum bytes to keep'),
  'max-consumers': whole('Maximum number of consumers to allow'),
  'max-msg-size': size('Maximum size any 1 message may be'),
  'max-msgs': whole('Maximum amount of messages to keep'),
  'max-msgs-per-subject': whole('Maximum amount of messages to keep per subject'),
  'dupe-window': text('Duration of the duplicate message tracking window', {
    placeholder: 'DURATION',
  }),
  'allow-batch': given('Allow atomic batch publishing'),
  'allow-fast': given('Allow fast batch publishing'),
  'allow-counter': given('Configures the stream as a distributed counter', {}),
  'allow-rollup': given('Allows roll-ups to be done by publishing messages with special headers'),
  'deny-delete': given('Deny messages from being deleted via the API'),
  'deny-purge': given('Deny entire stream or subject purges via the API'),
  'allow-direct': given('Allows fast, direct, access to stream data via the direct get API'),
  'allow-mirror-direct': given(
    'Allows fast, direct, access to stream data via the direct get API on mirrors',
  ),
  'allow-msg-ttl': onOff('Allows per-message TTL handling'),
  'allow-schedules': given('Allows message schedules'),
  'subject-del-markers-ttl': duration('How long delete markers should persist in the stream'),
  'transform-source': text('Stream subject transform source', { placeholder: 'SOURCE' }),
  'transform-destination': text('Stream subject transform destination', { placeholder: 'DEST' }),
  metadata: pairs('Adds metadata to the stream', { placeholder: 'META' }),
  'republish-source': text('Republish messages to --republish-destination', {
    placeholder: 'SOURCE',
  }),
  'republish-destination': text('Republish destination for messages in --republish-source', {
    placeholder: 'DEST',
  }),
  'republish-headers': onOff('Republish only message headers, no bodies'),
};

/** Flags that tell of a stream only once, when it is made or copied. */
export const once = {
  storage: choice(['file', 'memory'], 'Storage backend to use (file, memory)', {
    f: 'file',
    m: 'memory',
  }),
  'first-sequence': whole('Sets the starting sequence', { placeholder: 'SEQUENCE' }),
  'limit-consumer-inactive': duration('The maximum Consumer inactive threshold the stream allows', {
    placeholder: 'THRESHOLD',
  }),
  'limit-consumer-max-pending': whole('The maximum Consumer Ack Pending the stream Allows', {
    placeholder: 'PENDING',
  }),
  'persist-mode': choice(['default', 'async'], 'Configures the persistence mode'),
};

export type Editable = FlagValues<typeof editable>;
export type Once = FlagValues<typeof once>;
type Given = Partial<Record<keyof StreamConfig, unknown>>;

/** Subjects of a command line, which may hold several between commas or blanks. */
const split = (subjects: readonly string[]) =>
  subjects.flatMap((each) => each.split(/[,\s]+/)).filter(Boolean);

const nonZero = (value: number | undefined) => value || undefined;

/**
 * The parts of a configuration that were given, by JetStream's names for them.
 * @param words before what is wrong with a duration
 * @throws Problem in the words of the `nats` CLI
 */
export function givenConfig(
  flags: Editable,
  words: { age: string; window: string },
): Partial<StreamConfig> {
  checkPairs(flags);
  const { 'max-age': age, 'dupe-window': window, 'max-msg-size': messageSize } = flags;
  if (messageSize !== undefined && messageSize >= 2 ** 31) {
    const [is, most] = [messageSize, 2 ** 31 - 1].map(showCount);
    throw new Problem(`max value size ${is} is too big maximum is ${most}`);
  }
  const { subjects, metadata } = flags;
  return defined({
    subjects: subjects.length ? split(subjects) : undefined,
    description: flags.description || undefined,
    compression: flags.compression,
    num_replicas: nonZero(flags.replicas),
    retention: flags.retention === 'work' ? 'workqueue' : flags.retention,
    discard: flags.discard,
    discard_new_per_subject: flags['discard-per-subject'],
    max_age: age === undefined || age === '' ? undefined : durationOf(age, words.age),
    max_bytes: nonZero(flags['max-bytes']),
    max_consumers: flags['max-consumers'],
    max_msg_size: nonZero(messageSize),
    max_msgs: nonZero(flags['max-msgs']),
    max_msgs_per_subject: nonZero(flags['max-msgs-per-subject']),
    duplicate_window: window ? durationOf(window, words.window) : undefined,
    metadata: Object.keys(metadata).length ? metadata : undefined,
    ...allowed(flags),
    ...subjectChanges(flags),
  });
}

const defined = (config: Given): Partial<StreamConfig> =>
  Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));

/** Nanoseconds. -1 stands for none. */
function durationOf(given: string, words: string): number {
  if (given === '-1') return 0;
  try {
    return parseDuration(given);
  } catch (error) {
    return saying(words)(error);
  }
}

function allowed(flags: Editable): Given {
  return {
    allow_atomic: flags['allow-batch'],
    allow_batched: flags['allow-fast'],
    allow_msg_counter: flags['allow-counter'],
    allow_rollup_hdrs: flags['allow-rollup'],
    deny_delete: flags['deny-delete'],
    deny_purge: flags['deny-purge'],
    allow_direct: flags['allow-direct'],
    mirror_direct: flags['allow-mirror-direct'],
    allow_msg_ttl: flags['allow-msg-ttl'] || undefined,
    allow_msg_schedules: flags['allow-schedules'],
    subject_delete_marker_ttl: flags['subject-del-markers-ttl'],
  };
}

function subjectChanges(flags: Editable): Given {
  const { 'transform-source': from, 'transform-destination': to } = flags;
  const { 'republish-source': src, 'republish-destination': dest } = flags;
  const headers = flags['republish-headers'];
  return {
    subject_transform: from && to ? { src: from, dest: to } : undefined,
    republish: src && dest ? { src, dest, ...(headers && { headers_only: true }) } : undefined,
  };
}

/** @throws Problem for half of a pair of flags */
function checkPairs(flags: Editable): void {
  const headers = flags['republish-headers'];
  const has = (name: 'republish-source' | 'republish-destination') => !!flags[name];
  const half = has('republish-source') !== has('republish-destination');
  const when = headers ? ' when using --headers-only' : '';
  if (half || (headers && !has('republish-source'))) {
    throw new Problem(`must specify both --republish-source and --republish-destination${when}`);
  }
  if (!flags['transform-source'] !== !flags['transform-destination']) {
    throw new Problem(`must specify both --transform-source and --transform-destination${when}`);
  }
}

/** Where a stream is to be: `''` takes a part of it away. */
export function placementOf(
  { tag, tags = [], cluster }: Pick<Editable, 'tag' | 'cluster'> & Partial<Editable>,
  before: StreamConfig['placement'] = {},
): StreamConfig['placement'] {
  const wanted = [...tag, ...tags];
  const kept = wanted.length ? wanted.filter(Boolean) : (before.tags ?? []);
  const named = cluster ?? before.cluster ?? '';
  if (!named && !kept.length) return undefined;
  return { ...(named && { cluster: named }), ...(kept.length && { tags: kept }) };
}

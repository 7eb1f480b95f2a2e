import {
  choice,
  duration,
  durationOr,
  list,
  onOff,
  pairs,
  text,
  whole,
  wholeOr,
  type Flag,
  type FlagValues,
} from '../../flags.ts';

const groups = (help: string) => list(help, { placeholder: 'GROUPS' });

/** As `--headers-only`: neither on nor off unless it is given. */
const headersOnly: Flag<boolean | undefined> = {
  help: 'Deliver only headers and no bodies',
  negatable: true,
  initial: undefined,
  read: (value) => value === 'true',
};

const maxPending = whole('Maximum pending Acks before consumers are paused');

/** Flags for what can be changed of a consumer. */
export const editFlags = {
  backoff: choice(
    ['linear', 'none'],
    'Creates a consumer backoff policy using a specific pre-written algorithm (none, linear)',
  ),
  'backoff-steps': wholeOr(10, 'Number of steps to use when creating the backoff policy'),
  'backoff-min': durationOr('1m', 'The shortest backoff period that will be generated'),
  'backoff-max': durationOr('20m', 'The longest backoff period that will be generated'),
  description: text('Sets a contextual description for the consumer'),
  filter: list('Filter Stream by subjects', { placeholder: 'SUBJECTS' }),
  'headers-only': headersOnly,
  'max-deliver': whole('Maximum amount of times a message will be delivered', {
    placeholder: 'TRIES',
  }),
  'max-outstanding': { ...maxPending, idle: true },
  'max-pending': maxPending,
  'max-pull-batch': whole('Maximum size batch size for a pull request to accept', {
    placeholder: 'BATCH_SIZE',
  }),
  'max-pull-expire': duration('Maximum expire duration for a pull request to accept', {
    placeholder: 'EXPIRES',
  }),
  'max-pull-bytes': whole('Maximum max bytes for a pull request to accept', {
    placeholder: 'BYTES',
  }),
  sample: whole('Percentage of requests to sample for monitoring purposes'),
  target: text('Push based delivery target subject', { placeholder: 'SUBJECT' }),
  wait: duration('Acknowledgment waiting time'),
  'inactive-threshold': duration(
    'How long to allow an ephemeral consumer to be idle before removing it',
    { placeholder: 'THRESHOLD' },
  ),
  replicas: whole('Sets a custom replica count rather than inherit from the stream', {
    placeholder: 'REPLICAS',
  }),
  metadata: pairs('Adds metadata to the consumer', { placeholder: 'META' }),
};

/** Flags for what a new consumer may have. */
export const createFlags = {
  ack: choice(
    ['none', 'all', 'explicit', 'flow_control'],
    'Acknowledgment policy (none, all, explicit, flow_control)',
  ),
  bps: wholeOr(0, 'Restrict message delivery to a certain bit per second'),
  deliver: text('Start policy (all, new, last, subject, 1h, msg sequence)', {
    placeholder: 'POLICY',
    choices: ['all', 'last', 'new', 'subject'],
  }),
  'deliver-group': text('Delivers push messages only to subscriptions matching this group', {
    placeholder: 'GROUP',
  }),
  ephemeral: onOff('Create an ephemeral consumer'),
  'flow-control': onOff('Enable Push consumer flow control'),
  heartbeat: text('Enable idle Push consumer heartbeats (-1 disable)', {
    placeholder: 'HEARTBEAT',
  }),
  'max-waiting': whole('Maximum number of outstanding pulls allowed', { placeholder: 'PULLS' }),
  pull: onOff("Deliver messages in 'pull' mode"),
  replay: choice(['instant', 'original'], 'Replay Policy (instant, original)'),
  memory: onOff(
    'Force the consumer state to be stored in memory rather than inherit from the stream',
  ),
  pause: text(
    'Pause the consumer for a duration after start or until a specific timestamp (eg 2026-01-31 12:00:00)',
    { placeholder: 'TIME' },
  ),
  'pinned-groups': groups('Create a Pinned Client consumer based on these groups'),
  'pinned-ttl': duration('The time to allow for a client to pull before losing the pinned status', {
    placeholder: 'TTL',
  }),
  'overflow-groups': groups('Create a Overflow consumer based on these groups'),
  'prioritized-groups': groups('Create a Prioritized consumer based on these groups'),
  ...editFlags,
};

export type EditFlags = FlagValues<typeof editFlags>;
export type CreateFlags = FlagValues<typeof createFlags>;

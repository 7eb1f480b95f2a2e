import {
  bool,
  duration,
  goDifferences,
  number,
  quoted,
  rowsOf,
  sorted,
  type Row,
  type Shown,
} from '../../go-differences.ts';
import type { ConsumerConfig } from '../api-types.ts';
import { never } from './json.ts';
import { policyWords } from './report.ts';

const policy =
  (initial: string): Shown =>
  (value) =>
    `s"${policyWords[(value as string | undefined) ?? initial]!}"`;
const time: Shown = (value) => {
  const [day = '', clock = ''] = ((value as string | undefined) ?? never).split('T');
  return `s"${day} ${clock.replace('Z', '')} +0000 UTC"`;
};

/** The fields of a consumer's configuration in Go: how each is named in JSON, and how Go writes its values. */
const fields: readonly [string, keyof ConsumerConfig, Shown][] = [
  ['Description', 'description', quoted],
  ['AckPolicy', 'ack_policy', policy('none')],
  ['AckWait', 'ack_wait', duration],
  ['DeliverPolicy', 'deliver_policy', policy('all')],
  ['DeliverSubject', 'deliver_subject', quoted],
  ['DeliverGroup', 'deliver_group', quoted],
  ['Durable', 'durable_name', quoted],
  ['Name', 'name', quoted],
  ['FilterSubject', 'filter_subject', quoted],
  ['FilterSubjects', 'filter_subjects', (value) => `[]string(${sorted(value)})`],
  ['FlowControl', 'flow_control', bool],
  ['Heartbeat', 'idle_heartbeat', duration],
  ['MaxAckPending', 'max_ack_pending', number],
  ['MaxDeliver', 'max_deliver', number],
  ['BackOff', 'backoff', periods],
  ['MaxWaiting', 'max_waiting', number],
  ['OptStartSeq', 'opt_start_seq', number],
  ['OptStartTime', 'opt_start_time', (value) => (value ? time(value) : 'nil')],
  ['RateLimit', 'rate_limit_bps', number],
  ['ReplayPolicy', 'replay_policy', policy('instant')],
  ['SampleFrequency', 'sample_freq', quoted],
  ['HeadersOnly', 'headers_only', bool],
  ['MaxRequestBatch', 'max_batch', number],
  ['MaxRequestExpires', 'max_expires', duration],
  ['MaxRequestMaxBytes', 'max_bytes', number],
  ['InactiveThreshold', 'inactive_threshold', duration],
  ['Replicas', 'num_replicas', number],
  ['MemoryStorage', 'mem_storage', bool],
  ['Metadata', 'metadata', metadata],
  ['PauseUntil', 'pause_until', time],
  ['PriorityGroups', 'priority_groups', sorted],
  ['PriorityPolicy', 'priority_policy', policy('none')],
  ['PinnedTTL', 'priority_timeout', duration],
  ['Direct', 'direct' as keyof ConsumerConfig, bool],
  ['Sourcing', 'sourcing' as keyof ConsumerConfig, bool],
];

function periods(value: unknown): string {
  const list = (value as number[] | undefined) ?? [];
  return list.length ? `[]time.Duration{${list.map(duration).join(', ')}}` : 'nil';
}

const entries = (value: unknown) =>
  Object.entries((value as Record<string, string> | undefined) ?? {}).sort();

function metadata(value: unknown): string {
  if (!value) return 'nil';
  const pairs = entries(value).map(([key, each]) => `${quoted(key)}: ${quoted(each)}`);
  return `{${pairs.join(', ')}}`;
}

/**
 * The differences of two configurations, as Go's cmp prints them for the CLI.
 * @returns its lines; none if there is no difference
 */
export function consumerDifferences(before: ConsumerConfig, after: ConsumerConfig): string[] {
  return goDifferences(
    'ConsumerConfig',
    fields.map((field) => fieldRows(field, before, after)),
  );
}

function fieldRows(
  [label, key, show]: (typeof fields)[number],
  before: ConsumerConfig,
  after: ConsumerConfig,
): Row[] {
  const [old, now] = [show(before[key]), show(after[key])];
  if (old === now)
    return [{ sign: ' ', label, value: now.replace(/^\[\]string\((Inverse.*)\)$/, '$1') }];
  if (key === 'metadata' && before[key] && after[key])
    return [{ lines: mapLines(label, before[key], after[key]) }];
  return rowsOf(label, typed(old), typed(now));
}

/** A map that only one of two configurations has is told with its type. */
const typed = (value: string) => (value.startsWith('{') ? `map[string]string${value}` : value);

function mapLines(label: string, before: unknown, after: unknown): string[] {
  const line = (sign: string, [key, value]: [string, string]) =>
    `${sign} \t\t${quoted(key)}: ${quoted(value)},`;
  const [old, now] = [new Map(entries(before)), new Map(entries(after))];
  const keys = [...new Set([...old.keys(), ...now.keys()])].sort();
  const lines = keys.flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    if (was === is) return [line(' ', [key, was!])];
    return [
      ...(was === undefined ? [] : [line('-', [key, was])]),
      ...(is === undefined ? [] : [line('+', [key, is])]),
    ];
  });
  return [`  \t${label}: map[string]string{`, ...lines, '  \t},'];
}

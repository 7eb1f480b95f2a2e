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
import type { SourceConfig, StreamConfig } from '../api-types.ts';
import { retentions } from '../cluster-report.ts';
import { configFields } from './json.ts';

/** How Go names the fields of a stream's configuration, and how it writes their values. */
const inGo: Readonly<Record<(typeof configFields)[number], [string, Shown]>> = {
  name: ['Name', quoted],
  description: ['Description', quoted],
  subjects: ['Subjects', quoted],
  retention: [
    'Retention',
    (value) => `s"${retentions[(value as 'limits' | undefined) ?? 'limits']}"`,
  ],
  max_consumers: ['MaxConsumers', number],
  max_msgs_per_subject: ['MaxMsgsPer', number],
  max_msgs: ['MaxMsgs', number],
  max_bytes: ['MaxBytes', number],
  max_age: ['MaxAge', duration],
  max_msg_size: ['MaxMsgSize', number],
  storage: ['Storage', (value) => (value === 'memory' ? 's"Memory"' : 's"File"')],
  discard: ['Discard', (value) => (value === 'new' ? 's"New"' : 's"Old"')],
  num_replicas: ['Replicas', number],
  no_ack: ['NoAck', bool],
  duplicate_window: ['Duplicates', duration],
  placement: [
    'Placement',
    pointer('Placement', { cluster: 'Cluster', tags: 'Tags', preferred: 'Preferred' }),
  ],
  mirror: ['Mirror', source],
  sources: [
    'Sources',
    (value) =>
      (value as SourceConfig[] | undefined)?.length
        ? `[]*api.StreamSource{${(value as SourceConfig[]).map(source).join(', ')}}`
        : 'nil',
  ],
  compression: ['Compression', (value) => (value === 's2' ? 's"S2 Compression"' : 's"None"')],
  subject_transform: [
    'SubjectTransform',
    pointer('SubjectTransformConfig', { src: 'Source', dest: 'Destination' }),
  ],
  republish: [
    'RePublish',
    pointer('RePublish', { src: 'Source', dest: 'Destination', headers_only: 'HeadersOnly' }),
  ],
  sealed: ['Sealed', bool],
  deny_delete: ['DenyDelete', bool],
  deny_purge: ['DenyPurge', bool],
  allow_rollup_hdrs: ['RollupAllowed', bool],
  allow_direct: ['AllowDirect', bool],
  mirror_direct: ['MirrorDirect', bool],
  discard_new_per_subject: ['DiscardNewPer', bool],
  first_seq: ['FirstSeq', number],
  metadata: ['Metadata', metadata],
  allow_msg_ttl: ['AllowMsgTTL', bool],
  subject_delete_marker_ttl: ['SubjectDeleteMarkerTTL', duration],
  consumer_limits: ['ConsumerLimits', limits],
  allow_atomic: ['AllowAtomicPublish', bool],
  allow_msg_counter: ['AllowMsgCounter', bool],
  allow_msg_schedules: ['AllowMsgSchedules', bool],
  persist_mode: ['PersistMode', (value) => (value === 'async' ? 's"Async"' : 's"Default"')],
  allow_batched: ['AllowBatchPublish', bool],
};

function metadata(value: unknown): string {
  if (!value) return 'nil';
  const pairs = Object.entries(value as Record<string, string>).sort();
  const shown = pairs.map(([key, each]) => `${JSON.stringify(key)}: ${JSON.stringify(each)}`);
  return `map[string]string{${shown.join(', ')}}`;
}

function limits(value: unknown): string {
  const { inactive_threshold: inactive = 0, max_ack_pending: pending = 0 } = (value ??
    {}) as NonNullable<StreamConfig['consumer_limits']>;
  const shown = [
    ...(inactive ? [`InactiveThreshold: ${duration(inactive)}`] : []),
    ...(pending ? [`MaxAckPending: ${pending}`] : []),
  ];
  return `{${shown.join(', ')}}`;
}

/** A struct behind a pointer: its fields that are not empty. */
function pointer(type: string, fields: Readonly<Record<string, string>>): Shown {
  return (value) => {
    if (!value) return 'nil';
    const shown = Object.entries(value)
      .filter(([key, each]) => key in fields && each !== '' && each !== false)
      .map(([key, each]) => `${fields[key]!}: ${goValue(each)}`);
    return `&api.${type}{${shown.join(', ')}}`;
  };
}

function goValue(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value);
  return `[]string{${value.map((each) => JSON.stringify(each)).join(', ')}}`;
}

function source(value: unknown): string {
  if (!value) return 'nil';
  const { name, external, filter_subject: filter, opt_start_seq: seq } = value as SourceConfig;
  const shown = [
    `Name: ${quoted(name)}`,
    ...(seq ? [`OptStartSeq: ${seq}`] : []),
    ...(filter ? [`FilterSubject: ${quoted(filter)}`] : []),
    ...(external
      ? [
          `External: &api.ExternalStream{ApiPrefix: ${quoted(external.api)}` +
            `${external.deliver ? `, DeliverPrefix: ${quoted(external.deliver)}` : ''}}`,
        ]
      : []),
  ];
  return `&api.StreamSource{${shown.join(', ')}}`;
}

/**
 * The differences of two configurations, as the CLI prints them: it compares what it has read with what it is going to
 * write, as structs of Go.
 * @returns its lines, none if there is no difference
 */
export function differences(before: StreamConfig, after: StreamConfig): string[] {
  return goDifferences(
    'StreamConfig',
    configFields.map((field) => fieldRows(field, before, after)),
  );
}

function fieldRows(
  field: (typeof configFields)[number],
  before: StreamConfig,
  after: StreamConfig,
): Row[] {
  const [label, show] = inGo[field];
  if (field === 'subjects') return subjectRows(before.subjects ?? [], after.subjects ?? []);
  return rowsOf(label, show(before[field]), show(after[field]));
}

/** Subjects are compared in their order of letters. */
function subjectRows(before: readonly string[], after: readonly string[]): Row[] {
  const [old, now] = [[...before].sort(), [...after].sort()];
  const label = 'Subjects';
  const same = old.join(' ') === now.join(' ');
  if (same) return [{ sign: ' ', label, value: sorted(now) }];
  if (old.length < 2 && now.length < 2) {
    return rowsOf(label, `[]string(${sorted(old)})`, `[]string(${sorted(now)})`);
  }
  const lines = subjectLines(old, now).map(([sign, each]) => `${sign} \t\t${quoted(each)},`);
  return [{ lines: ['  \tSubjects: []string(Inverse(Sort, []string{', ...lines, '  \t})),'] }];
}

/** What has gone and what has come in its place stand side by side. */
function subjectLines(old: readonly string[], now: readonly string[]): ['-' | '+' | ' ', string][] {
  const lines: ReturnType<typeof subjectLines> = [];
  for (let [i, j] = [0, 0]; i < old.length || j < now.length;) {
    if (old[i] === now[j]) {
      lines.push([' ', old[i]!]);
      [i, j] = [i + 1, j + 1];
      continue;
    }
    if (i < old.length && !now.includes(old[i]!)) lines.push(['-', old[i++]!]);
    if (j < now.length && !old.includes(now[j]!)) lines.push(['+', now[j++]!]);
  }
  return lines;
}

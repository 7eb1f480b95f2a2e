import { Report } from '../../report.ts';
import {
  goTime,
  showCount,
  showDuration,
  showLimit,
  showSince,
  showSize,
  showTime,
} from '../../units.ts';
import type { SourceConfig, SourceInfo, StreamConfig, StreamInfo } from '../api-types.ts';
import { retentions, streamCluster } from '../cluster-report.ts';

/** The report of a stream: configuration, cluster and state. */
export function streamReport(info: StreamInfo): string[] {
  const { config } = info;
  const report = new Report(
    `Information for Stream ${config.name} created ${showTime(info.created)}`,
  );
  report
    .rowIf('Description', config.description)
    .rowIf('Subjects', config.subjects?.join(', '))
    .row('Replicas', showCount(config.num_replicas))
    .rowIf('Sealed', config.sealed ? 'true' : undefined)
    .row('Storage', config.storage === 'file' ? 'File' : 'Memory')
    .rowIf('Compression', config.compression === 's2' ? 'S2 Compression' : undefined)
    .rowIf('Persistence Mode', config.persist_mode === 'async' ? 'Async' : undefined)
    .rowIf('First Sequence', config.first_seq ? showCount(config.first_seq) : undefined)
    .rowIf('Placement Cluster', config.placement?.cluster)
    .rowIf('Placement Tags', config.placement?.tags?.join(', '))
    .rowIf('Preferred', config.placement?.preferred);
  options(report, config);
  limits(report, config);
  replication(report, config);
  streamCluster(report, info);
  feeds(report, info);
  state(report, info);
  return report.lines();
}

/** The state of a stream. */
export function streamState(info: StreamInfo): string[] {
  const { config, created } = info;
  const report = new Report(`State for Stream ${config.name} created ${showTime(created)}`);
  streamCluster(report, info);
  feeds(report, info);
  state(report, info);
  return report.lines();
}

function options(report: Report, config: StreamConfig): void {
  const { subject_transform: transform, republish } = config;
  report
    .heading('Options:')
    .rowIf('Subject Transform', transform?.dest && `${transform.src || '>'} to ${transform.dest}`)
    .rowIf(
      republish?.headers_only ? 'Republishing Headers' : 'Republishing',
      republish && `${republish.src} to ${republish.dest}`,
    )
    .row('Retention', retentions[config.retention])
    .row('Acknowledgments', !config.no_ack)
    .row('Discard Policy', discardPolicy(config))
    .row('Duplicate Window', showDuration(config.duplicate_window ?? 0));
  if (config.allow_direct) report.row('Direct Get', true);
  if (config.mirror_direct) report.row('Mirror Direct Get', true);
  report
    .row('Allows Atomic Batch Publish', config.allow_atomic ?? false)
    .row('Allows Fast Batch Publish', config.allow_batched ?? false)
    .row('Allows Counters', config.allow_msg_counter ?? false)
    .row('Allows Msg Delete', !config.deny_delete)
    .row('Allows Per-Message TTL', config.allow_msg_ttl ?? false)
    .row('Allows Purge', !config.deny_purge)
    .row('Allows Schedules', config.allow_msg_schedules ?? false);
  const { allow_msg_ttl: ttl, subject_delete_marker_ttl: markers = 0 } = config;
  if (ttl && markers > 0) report.row('Subject Delete Markers TTL', showDuration(markers));
  report.row('Allows Rollups', config.allow_rollup_hdrs);
}

function discardPolicy({ discard, discard_new_per_subject: perSubject }: StreamConfig): string {
  if (perSubject) return 'New Per Subject';
  return discard === 'old' ? 'Old' : 'New';
}

function limits(report: Report, config: StreamConfig): void {
  report
    .heading('Limits:')
    .row('Maximum Messages', showLimit(config.max_msgs, showCount))
    .row('Maximum Per Subject', showLimit(config.max_msgs_per_subject, showCount))
    .row('Maximum Bytes', showLimit(config.max_bytes, showSize))
    .row('Maximum Age', showLimit(config.max_age, showDuration))
    .row('Maximum Message Size', showLimit(config.max_msg_size, showSize))
    .row('Maximum Consumers', showLimit(config.max_consumers, showCount));
  const { inactive_threshold: inactive = 0, max_ack_pending: pending = 0 } =
    config.consumer_limits ?? {};
  if (inactive > 0) report.row('Consumer Inactive Threshold', showDuration(inactive));
  if (pending > 0) report.row('Consumer Max Ack Pending', showCount(pending));
  const metadata = ownMetadata(config.metadata);
  if (!metadata.length) return;
  report.heading('Metadata:');
  for (const [key, value] of metadata) report.row(key, value);
}

/** Metadata without that of the server, by its keys. */
export const ownMetadata = (metadata: Record<string, string> = {}): [string, string][] =>
  Object.entries(metadata)
    .filter(([key]) => !key.startsWith('_nats.'))
    .sort(([a], [b]) => (a < b ? -1 : 1));

function replication(report: Report, config: StreamConfig): void {
  const { sources: from = [] } = config;
  if (config.mirror || from.length) report.heading('Replication:');
  report
    .rowIf('Mirror', config.mirror && origin(config.mirror))
    .rowIf('Sources', [...from].sort((a, b) => (a.name < b.name ? -1 : 1)).map(origin));
}

function feeds(report: Report, { mirror, sources }: StreamInfo): void {
  if (mirror) sourceRows(report.heading('Mirror Information:'), mirror);
  sources?.forEach((source, i) => {
    sourceRows(i ? report.gap() : report.heading('Source Information:'), source);
  });
}

function origin({ name, external, consumer, ...start }: SourceConfig): string {
  const { opt_start_seq: seq, opt_start_time: time } = start;
  const deliver = consumer?.deliver_subject ? ` (${consumer.deliver_subject})` : '';
  return [
    name,
    ...(seq ? [`Start Seq: ${showCount(seq)}`] : []),
    ...(time === undefined ? [] : [`Start Time: ${goTime(time)}`]),
    ...(external?.api ? [`API Prefix: ${external.api}`] : []),
    ...(external?.deliver ? [`Delivery Prefix: ${external.deliver}`] : []),
    ...(consumer ? [`Consumer Name: ${consumer.name}${deliver}`] : []),
  ].join(', ');
}

function sourceRows(report: Report, source: SourceInfo): void {
  const { name, lag, active, external, error, filter_subject: filter } = source;
  report.row('Stream Name', name).rowIf('Subject Filter', filter);
  if (!filter) transformRows(report, source.subject_transforms ?? []);
  report.row('Lag', showCount(lag)).row('Last Seen', lastSeen(active));
  if (external) {
    report.row('Ext. API Prefix', external.api).rowIf('Ext. Delivery Prefix', external.deliver);
  }
  if (error) report.row('Error', error.description);
}

/** How long ago a source was active; -1 before the first message from there. */
const lastSeen = (active: number) =>
  active > 0 && active < 2 ** 63 ? showDuration(active) : 'never';

function transformRows(
  report: Report,
  transforms: NonNullable<SourceInfo['subject_transforms']>,
): void {
  const lines = transforms.map(({ src = '', dest }) =>
    dest ? `${src} to ${dest}` : `${src} untransformed`,
  );
  const plural = lines.length > 1 ? 's' : '';
  report.rowIf(`Subject Filter${plural} and Transform${plural}`, lines);
}

function state(report: Report, { config, state: stored, alternates = [] }: StreamInfo): void {
  const { metadata = {} } = config;
  const { lost } = stored;
  const moment = (seq: number, at: string) =>
    new Date(at).getTime() > 0 ? `${showCount(seq)} @ ${showTime(at)}` : showCount(seq);
  report
    .heading('State:')
    .rowIf('Host Version', metadata['_nats.ver'])
    .rowIf('Required API Level', apiLevel(metadata))
    .row('Messages', showCount(stored.messages))
    .row('Bytes', showSize(stored.bytes))
    .rowIf(
      'Lost Messages',
      lost?.msgs?.length ? `${showCount(lost.msgs.length)} (${showSize(lost.bytes)})` : undefined,
    )
    .row('First Sequence', moment(stored.first_seq, stored.first_ts))
    .row('Last Sequence', moment(stored.last_seq, stored.last_ts))
    .rowIf('Deleted Messages', stored.num_deleted ? showCount(stored.num_deleted) : undefined)
    .row('Active Consumers', showCount(stored.consumer_count))
    .rowIf('Number of Subjects', stored.num_subjects ? showCount(stored.num_subjects) : undefined)
    .rowIf('Alternates', alternateLines(alternates));
}

/** The other streams from which a mirrored one can be read. */
function alternateLines(alternates: NonNullable<StreamInfo['alternates']>): string[] {
  const widest = (pick: (each: (typeof alternates)[number]) => string) =>
    Math.max(0, ...alternates.map((each) => pick(each).length));
  const [name, cluster] = [widest((each) => each.name), widest((each) => each.cluster)];
  return alternates.map(
    (each) =>
      `${each.name.padStart(name)}: Cluster: ${each.cluster.padStart(cluster)}` +
      (each.domain ? ` Domain: ${each.domain}` : ''),
  );
}

/** The API level that a stream or consumer requires, if its metadata has it. */
export function apiLevel(metadata: Record<string, string>): string | undefined {
  const level = metadata['_nats.level'];
  return level && `${metadata['_nats.req.level'] ?? '0'} hosted at level ${level}`;
}

/** A row of `stream ls`. */
export const streamRow = ({ config, created, state: stored, ts }: StreamInfo) => [
  config.name,
  config.description ?? '',
  showTime(created),
  showCount(stored.messages),
  showSize(stored.bytes),
  new Date(stored.last_ts).getTime() > 0 ? showSince(stored.last_ts, ts) : 'never',
];

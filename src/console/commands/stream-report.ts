import { Report } from '../report.ts';
import { showAge, showCount, showDuration, showLimit, showSize, showTime } from '../units.ts';
import type {
  ClusterInfo,
  SourceConfig,
  SourceInfo,
  StreamConfig,
  StreamInfo,
} from './api-types.ts';

const retentions = { limits: 'Limits', interest: 'Interest', workqueue: 'WorkQueue' };

/** The report of a stream: configuration, cluster and state. */
export function streamReport(info: StreamInfo): string[] {
  const { config } = info;
  const report = new Report(
    `Information for Stream ${config.name} created ${showTime(info.created)}`,
  );
  report
    .rowIf('Description', config.description)
    .rowIf('Subjects', config.subjects?.join(', '))
    .row('Replicas', config.num_replicas)
    .row('Storage', config.storage === 'file' ? 'File' : 'Memory');
  options(report, config);
  limits(report, config);
  replication(report, info);
  cluster(report, info.cluster);
  state(report, info);
  return report.lines();
}

/** The state of a stream. */
export function streamState(info: StreamInfo): string[] {
  const { config, created } = info;
  const report = new Report(`State for Stream ${config.name} created ${showTime(created)}`);
  cluster(report, info.cluster);
  state(report, info);
  return report.lines();
}

function options(report: Report, config: StreamConfig): void {
  report
    .heading('Options:')
    .row('Retention', retentions[config.retention])
    .row('Acknowledgments', !config.no_ack)
    .row('Discard Policy', config.discard === 'old' ? 'Old' : 'New')
    .row('Duplicate Window', showDuration(config.duplicate_window ?? 0));
  if (config.compression === 's2') report.row('Compression', 'S2 Compression');
  if (config.allow_direct) report.row('Direct Get', true);
  if (config.mirror_direct) report.row('Mirror Direct Get', true);
  report
    .row('Allows Atomic Batch Publish', config.allow_atomic ?? false)
    .row('Allows Fast Batch Publish', config.allow_batched ?? false)
    .row('Allows Counters', config.allow_msg_counter ?? false)
    .row('Allows Msg Delete', !config.deny_delete)
    .row('Allows Per-Message TTL', config.allow_msg_ttl ?? false)
    .row('Allows Purge', !config.deny_purge)
    .row('Allows Schedules', config.allow_msg_schedules ?? false)
    .row('Allows Rollups', config.allow_rollup_hdrs);
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
}

function replication(report: Report, { config, mirror, sources }: StreamInfo): void {
  if (config.mirror) report.heading('Replication:').row('Mirror', origin(config.mirror));
  if (config.sources?.length) {
    report.heading('Replication:').row('Sources', config.sources.map(origin).sort());
  }
  if (mirror) sourceRows(report.heading('Mirror Information:'), mirror);
  sources?.forEach((source, i) => {
    sourceRows(i ? report.gap() : report.heading('Source Information:'), source);
  });
}

function origin({ name, external, filter_subject: filter }: SourceConfig): string {
  return [
    name,
    ...(external ? [`API Prefix: ${external.api}`] : []),
    ...(external?.deliver ? [`Delivery Prefix: ${external.deliver}`] : []),
    ...(filter ? [`Subject: ${filter}`] : []),
  ].join(', ');
}

function sourceRows(report: Report, { name, lag, active, external, error }: SourceInfo): void {
  report
    .row('Stream Name', name)
    .row('Lag', showCount(lag))
    .row('Last Seen', active < 0 ? 'never' : showDuration(active))
    .rowIf('Ext. API Prefix', external?.api)
    .rowIf('Ext. Delivery Prefix', external?.deliver)
    .rowIf('Error', error && `${error.description} (${error.err_code ?? 0})`);
}

/** Adds the leader and its replicas, if the stream or consumer is in a cluster. */
export function cluster(report: Report, info: ClusterInfo | undefined): void {
  if (!info?.name) return;
  report
    .heading('Cluster Information:')
    .row('Name', info.name)
    .row('Leader', info.leader ?? '');
  for (const { name, current, active, lag = 0, offline } of info.replicas ?? []) {
    const words = [
      name,
      current ? 'current' : 'outdated',
      ...(offline ? ['OFFLINE'] : []),
      `seen ${showDuration(active)} ago`,
      ...(lag ? [`${lag} operations behind`] : []),
    ];
    report.row('Replica', words.join(', '));
  }
}

function state(report: Report, { config, state: stored }: StreamInfo): void {
  const { metadata = {} } = config;
  const moment = (seq: number, at: string) =>
    new Date(at).getTime() > 0 ? `${showCount(seq)} @ ${showTime(at)}` : showCount(seq);
  report
    .heading('State:')
    .rowIf('Host Version', metadata['_nats.ver'])
    .rowIf('Required API Level', apiLevel(metadata))
    .row('Messages', showCount(stored.messages))
    .row('Bytes', showSize(stored.bytes))
    .row('First Sequence', moment(stored.first_seq, stored.first_ts))
    .row('Last Sequence', moment(stored.last_seq, stored.last_ts))
    .rowIf('Deleted Messages', stored.num_deleted ? showCount(stored.num_deleted) : undefined)
    .row('Active Consumers', stored.consumer_count)
    .rowIf('Number of Subjects', stored.num_subjects || undefined);
}

/** The API level that a stream or consumer requires, if its metadata has it. */
export function apiLevel(metadata: Record<string, string>): string | undefined {
  const level = metadata['_nats.level'];
  return level && `${metadata['_nats.req.level'] ?? '0'} hosted at level ${level}`;
}

/** A row of `stream ls`. */
export const streamRow = ({ config, created, state: stored }: StreamInfo) => [
  config.name,
  config.description ?? '',
  showTime(created),
  showCount(stored.messages),
  showSize(stored.bytes),
  showAge(stored.last_ts),
];

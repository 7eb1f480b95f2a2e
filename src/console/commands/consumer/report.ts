import { Report } from '../../report.ts';
import {
  goTime,
  showAge,
  showCount,
  showDuration,
  showGoDuration,
  showSince,
  showSize,
  showTime,
} from '../../units.ts';
import type { ConsumerConfig, ConsumerInfo } from '../api-types.ts';
import { consumerCluster } from '../cluster-report.ts';
import { apiLevel, ownMetadata } from '../stream/report.ts';

/** The CLI's words for the values of policies. */
export const policyWords: Readonly<Record<string, string>> = {
  none: 'None',
  all: 'All',
  explicit: 'Explicit',
  flow_control: 'Flow Control',
  new: 'New',
  last: 'Last',
  last_per_subject: 'Last Per Subject',
  by_start_sequence: 'By Start Sequence',
  by_start_time: 'By Start Time',
  instant: 'Instant',
  original: 'Original',
  overflow: 'Overflow',
  pinned_client: 'Pinned Client',
  prioritized: 'Prioritized',
};

const words = (policy: string) => policyWords[policy] ?? policy;

/** The report of a consumer: configuration, cluster and state. */
export function consumerReport(info: ConsumerInfo): string[] {
  const report = titled('Information', info);
  configuration(report, info);
  target(report, info.config);
  const metadata = ownMetadata(info.config.metadata);
  if (metadata.length) report.heading('Metadata:');
  for (const [key, value] of metadata) report.row(key, value);
  consumerCluster(report, info);
  state(report, info);
  return report.lines();
}

/** The state of a consumer. */
export function consumerState(info: ConsumerInfo): string[] {
  const report = titled('State', info);
  consumerCluster(report, info);
  state(report, info);
  return report.lines();
}

const titled = (what: string, { stream_name: stream, name, created }: ConsumerInfo) =>
  new Report(`${what} for Consumer ${stream} > ${name} created ${showTime(created)}`);

function configuration(report: Report, { config, paused, pause_remaining }: ConsumerInfo): void {
  const pull = config.deliver_subject === undefined;
  const acks = config.ack_policy !== 'none';
  const { name = '', durable_name: durable } = config;
  const time = (label: string, nanos = 0, shown = nanos > 0) => {
    if (shown) report.row(label, showDuration(nanos));
  };
  const count = (label: string, value = 0) => {
    if (value > 0) report.row(label, showCount(value));
  };
  report
    .heading('Configuration:')
    .rowIf('Name', name)
    .rowIf('Durable Name', durable === name ? undefined : durable)
    .rowIf('Description', config.description);
  if (pull) report.row('Pull Mode', true);
  else report.row('Delivery Subject', config.deliver_subject!);
  report
    .rowIf('Filter Subject', config.filter_subject)
    .rowIf('Filter Subjects', config.filter_subjects?.join(', '))
    .row('Deliver Policy', deliverPolicy(config))
    .rowIf('Deliver Queue Group', pull ? undefined : config.deliver_group)
    .row('Ack Policy', words(config.ack_policy));
  time('Ack Wait', config.ack_wait, acks);
  report.row('Replay Policy', words(config.replay_policy));
  if ((config.max_deliver ?? 0) !== -1)
    report.row('Maximum Deliveries', showCount(config.max_deliver ?? 0));
  report.rowIf('Sampling Rate', config.sample_freq);
  if (config.rate_limit_bps)
    report.row('Rate Limit', `${showSize(Math.floor(config.rate_limit_bps / 8))} / second`);
  count('Max Ack Pending', config.max_ack_pending);
  count('Max Waiting Pulls', config.max_waiting);
  time('Idle Heartbeat', config.idle_heartbeat);
  if (!pull) report.row('Flow Control', config.flow_control ?? false);
  if (config.headers_only) report.row('Headers Only', true);
  if (pull) time('Inactive Threshold', config.inactive_threshold);
  time('Max Pull Expire', config.max_expires);
  count('Max Pull Batch', config.max_batch);
  count('Max Pull MaxBytes', config.max_bytes);
  report.rowIf('Backoff', backoff(config.backoff ?? []));
  count('Replicas', config.num_replicas);
  if (config.mem_storage) report.row('Memory Storage', true);
  const until = config.pause_until;
  if (until && new Date(until).getTime() > 0) {
    const left = paused ? remaining(pause_remaining) : '(passed)';
    report.row('Paused Until Deadline', `${showTime(until)} ${left}`);
  }
  const { priority_policy: policy, priority_groups: groups = [] } = config;
  if (!policy || policy === 'none') return;
  report.row('Priority Policy', words(policy)).row('Priority Groups', groups.join(', '));
  time('Pinned TTL', config.priority_timeout, policy === 'pinned_client');
}

const remaining = (nanos = 0) => `(${showGoDuration(Math.round(nanos / 1e9) * 1e9)} remaining)`;

function backoff(periods: readonly number[]): string {
  const shown = periods.map(showGoDuration);
  if (periods.length <= 15) return shown.join(', ');
  const ends = [...shown.slice(0, 5), '...', ...shown.slice(-5)];
  return `${ends.join(', ')} (${periods.length} total)`;
}

function deliverPolicy(config: ConsumerConfig): string {
  switch (config.deliver_policy) {
    case 'by_start_sequence':
      return `From Sequence ${config.opt_start_seq ?? 0}`;
    case 'by_start_time':
      return `Since ${goTime(config.opt_start_time ?? '')}`;
    default:
      return words(config.deliver_policy);
  }
}

/** Adds the mirror or the source that a consumer delivers to, which its server has noted. */
function target(report: Report, { metadata = {} }: ConsumerConfig): void {
  for (const [what, key] of [
    ['Mirror', 'mirror'],
    ['Source', 'src'],
  ]) {
    const of = (part: string) => metadata[`_nats.${key}.${part}`];
    if (!of('stream')) continue;
    report
      .heading(`${what} Target:`)
      .rowIf('Stream', of('stream'))
      .rowIf('Account', of('acc'))
      .rowIf('Domain', of('domain'));
  }
}

function state(report: Report, info: ConsumerInfo): void {
  const { config, delivered, ack_floor: floor, ts } = info;
  const at = (position: typeof delivered, what: string) => {
    const { consumer_seq: own, stream_seq: stream, last_active: last } = position;
    const active = last ? ` ${what}: ${showSince(last, ts)} ago` : '';
    return `Consumer sequence: ${showCount(own)} Stream sequence: ${showCount(stream)}${active}`;
  };
  const metadata = config.metadata ?? {};
  report
    .heading('State:')
    .rowIf('Host Version', metadata['_nats.ver'])
    .rowIf('Required API Level', apiLevel(metadata))
    .row('Last Delivered Message', at(delivered, 'Last delivery'));
  const of = (part: number, most = 0, none = '') =>
    showCount(part) + (most > 0 ? `${none ? ' of' : ' out of'} maximum ${showCount(most)}` : none);
  if (config.ack_policy !== 'none') {
    report
      .row('Acknowledgment Floor', at(floor, 'Last Ack'))
      .row('Outstanding Acks', of(info.num_ack_pending, config.max_ack_pending))
      .row('Redelivered Messages', showCount(info.num_redelivered));
  }
  report.row('Unprocessed Messages', showCount(info.num_pending));
  if (config.deliver_subject === undefined) {
    report.row('Waiting Pulls', of(info.num_waiting, config.max_waiting, ' of unlimited'));
  } else report.row('Active Interest', interest(info));
  if (info.paused) {
    const left = info.pause_remaining ?? 0;
    const from = ts === undefined ? Date.now() : new Date(ts).getTime();
    report.row('Paused Until', `${showTime(new Date(from + left / 1e6))} ${remaining(left)}`);
  }
  if (config.priority_policy !== 'pinned_client') return;
  report.rowIf('Priority Groups', (info.priority_groups ?? []).map(pinned).sort());
}

function interest({ push_bound: bound, config }: ConsumerInfo): string {
  if (!bound) return 'No interest';
  return config.deliver_group ? `Active using Queue Group ${config.deliver_group}` : 'Active';
}

function pinned(group: NonNullable<ConsumerInfo['priority_groups']>[number]): string {
  const { group: name, pinned_client_id: id, pinned_ts: since = '' } = group;
  return `${name}: ${id ? `pinned ${id} at ${showTime(since)}` : 'No client'}`;
}

/** A row of `consumer ls`. */
export const consumerRow = (info: ConsumerInfo) => [
  info.name,
  info.config.description ?? '',
  showTime(info.created),
  info.num_ack_pending,
  info.num_pending,
  info.delivered.last_active ? showSince(info.delivered.last_active, info.ts) : showAge(undefined),
];

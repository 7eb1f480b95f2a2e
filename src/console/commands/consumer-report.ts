import { Report } from '../report.ts';
import { showAge, showCount, showDuration, showTime } from '../units.ts';
import type { ConsumerConfig, ConsumerInfo } from './api-types.ts';
import { consumerCluster } from './cluster-report.ts';
import { apiLevel } from './stream-report.ts';

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** The report of a consumer: configuration, cluster and state. */
export function consumerReport(info: ConsumerInfo): string[] {
  const { stream_name: stream, name, created, config } = info;
  const report = new Report(
    `Information for Consumer ${stream} > ${name} created ${showTime(created)}`,
  );
  configuration(report, name, config);
  consumerCluster(report, info);
  state(report, info);
  return report.lines();
}

function configuration(report: Report, name: string, config: ConsumerConfig): void {
  const pull = config.deliver_subject === undefined;
  report.heading('Configuration:').row('Name', name).rowIf('Description', config.description);
  if (pull) report.row('Pull Mode', true);
  else report.row('Delivery Subject', config.deliver_subject!);
  const filters = config.filter_subjects ?? [];
  report
    .rowIf('Filter Subject', config.filter_subject)
    .rowIf('Filter Subjects', filters.join(', '))
    .row('Deliver Policy', deliverPolicy(config))
    .rowIf('Deliver Queue Group', config.deliver_group)
    .row('Ack Policy', capital(config.ack_policy));
  if (config.ack_policy !== 'none') report.row('Ack Wait', showDuration(config.ack_wait ?? 0));
  report.row('Replay Policy', capital(config.replay_policy));
  if (config.ack_policy !== 'none' && (config.max_deliver ?? -1) > 0)
    report.row('Maximum Deliveries', config.max_deliver!);
  if (config.max_ack_pending) report.row('Max Ack Pending', showCount(config.max_ack_pending));
  if (config.max_waiting) report.row('Max Waiting Pulls', showCount(config.max_waiting));
  if (config.inactive_threshold) {
    report.row('Inactive Threshold', showDuration(config.inactive_threshold));
  }
  if (config.headers_only) report.row('Headers Only', true);
  if (!pull) report.row('Flow Control', config.flow_control ?? false);
}

function deliverPolicy(config: ConsumerConfig): string {
  switch (config.deliver_policy) {
    case 'by_start_sequence':
      return `From Sequence ${config.opt_start_seq ?? 0}`;
    case 'by_start_time':
      return `Since ${showTime(config.opt_start_time ?? '')}`;
    case 'last_per_subject':
      return 'Last Per Subject';
    default:
      return capital(config.deliver_policy);
  }
}

function state(report: Report, info: ConsumerInfo): void {
  const { config, delivered, ack_floor: floor } = info;
  const at = ({ consumer_seq: own, stream_seq: stream, last_active: last }: typeof delivered) =>
    `Consumer sequence: ${showCount(own)} Stream sequence: ${showCount(stream)}` +
    (last ? ` Last delivery: ${showAge(last)} ago` : '');
  const metadata = config.metadata ?? {};
  report
    .heading('State:')
    .rowIf('Host Version', metadata['_nats.ver'])
    .rowIf('Required API Level', apiLevel(metadata))
    .row('Last Delivered Message', at(delivered));
  if (config.ack_policy !== 'none') {
    const most = config.max_ack_pending ?? 0;
    report
      .row('Acknowledgment Floor', at(floor).replace('Last delivery', 'Last Ack'))
      .row(
        'Outstanding Acks',
        showCount(info.num_ack_pending) + (most > 0 ? ` out of maximum ${showCount(most)}` : ''),
      )
      .row('Redelivered Messages', info.num_redelivered);
  }
  report.row('Unprocessed Messages', showCount(info.num_pending));
  if (config.deliver_subject === undefined) {
    report.row('Waiting Pulls', `${info.num_waiting} of maximum ${config.max_waiting ?? 0}`);
  } else report.row('Active Interest', info.push_bound ? 'Active' : 'No interest');
}

/** A row of `consumer ls`. */
export const consumerRow = (info: ConsumerInfo) => [
  info.name,
  info.config.description ?? '',
  showTime(info.created),
  info.num_ack_pending,
  info.num_pending,
  showAge(info.delivered.last_active),
];

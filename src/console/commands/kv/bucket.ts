import { apiCode, apiPrefix } from '../../../lab/monitoring/jetstream-api.ts';
import type { CommandContext } from '../../command.ts';
import { ApiRefusal, type JetStream } from '../../jetstream.ts';
import { bucketPrefix, checkBucketName, namesBelow } from '../../names.ts';
import { Problem } from '../../problem.ts';
import { Report } from '../../report.ts';
import { showAge, showCount, showDuration, showLimit, showSize, showTime } from '../../units.ts';
import type { ClusterInfo, SourceInfo, StreamConfig, StreamInfo } from '../api-types.ts';

/**
 * The stream behind a bucket.
 * @throws Problem as the `nats` CLI has it, if there is none
 */
export async function bucketStream(js: JetStream, stream: string): Promise<StreamInfo> {
  return js.ask<StreamInfo>(`STREAM.INFO.${stream}`).catch((error: unknown) => {
    if (error instanceof ApiRefusal && error.code === apiCode.streamNotFound) {
      throw new Problem('nats: bucket not found');
    }
    throw error;
  });
}

/**
 * Deletes a bucket or a store.
 * @throws Problem as the `nats` CLI has it, if there is none
 */
export async function deleteBucket(js: JetStream, prefix: string, bucket: string): Promise<void> {
  await js.ask(`STREAM.DELETE.${prefix}${bucket}`).catch((error: unknown) => {
    if (!(error instanceof ApiRefusal) || error.code !== apiCode.streamNotFound) throw error;
    throw new Problem(`nats: bucket not found: ${bucket}`, error.goWords);
  });
}

/** Opens a bucket. It must exist: nats.ws would create it otherwise. */
export async function openBucket(context: CommandContext, bucket: string) {
  checkBucketName(bucket);
  const js = await context.jetStream();
  const { config } = await bucketStream(js, bucketPrefix + bucket);
  if (config.max_msgs_per_subject < 1) throw new Problem('nats: bucket not valid key-value store');
  const kv = await js.connection.jetstream(js.options).views.kv(bucket);
  return { js, kv, config, subject: (key: string) => subjectToPut(js, config, key) };
}

/** A bucket as nats.ws reads it. */
export type Bucket = Awaited<ReturnType<typeof openBucket>>['kv'];

/** The subject on which a key is written: in a mirror's place at its origin, and in another domain behind its API. */
function subjectToPut({ prefix }: JetStream, { name, mirror }: StreamConfig, key: string): string {
  const bucket = (mirror?.name ?? name).slice(bucketPrefix.length);
  const other = mirror?.external?.api ?? (prefix === apiPrefix(undefined) ? '' : prefix);
  return `${other && `${other}.`}$KV.${bucket}.${key}`;
}

/**
 * Stands where the `nats` CLI lets one pick a bucket or a store.
 * @throws Problem with its words for that it cannot, and the names
 */
export async function refuseToPick(
  context: CommandContext,
  prefix: string,
  none: string,
): Promise<never> {
  const names = await namesBelow(await context.jetStream(), prefix);
  if (!names.length) throw new Problem(none);
  const known = `Give the name of one: ${names.join(', ')}`;
  throw new Problem('cannot prompt for user input without a terminal', known);
}

export function bucketReport(info: StreamInfo): string[] {
  const { config, created, state, mirror, sources = [] } = info;
  const name = config.name.slice(bucketPrefix.length);
  const marker = config.subject_delete_marker_ttl ?? 0;
  const report = new Report(
    `Information for Key-Value Store Bucket ${name} created ${showTime(created)}`,
  )
    .heading('Configuration:')
    .row('Bucket Name', name)
    .row('History Kept', config.max_msgs_per_subject)
    .row('Values Stored', showCount(state.messages))
    .row('Compressed', config.compression === 's2')
    .row('Per-Key TTL Supported', marker > 0)
    .rowIf('Limit Marker TTL', marker ? showDuration(marker) : '')
    .row('Backing Store Kind', 'JetStream')
    .rowIf('Description', config.description)
    .row('Bucket Size', showSize(state.bytes))
    .row('Maximum Bucket Size', showLimit(config.max_bytes, showSize))
    .row('Maximum Value Size', showLimit(config.max_msg_size, showSize))
    .row('Maximum Age', showLimit(config.max_age, showDuration))
    .row('JetStream Stream', config.name)
    .row('Storage', config.storage === 'file' ? 'File' : 'Memory');
  if (config.republish) {
    const { src, dest, headers_only } = config.republish;
    report.row(headers_only ? 'Republishing Headers' : 'Republishing', `${src} to ${dest}`);
  }
  if (mirror) {
    report.heading('Mirror Information:');
    origin(report, 'Origin Bucket', mirror);
  }
  if (sources.length) {
    report.heading('Sources Information:');
    for (const source of sources) origin(report, 'Source Bucket', source);
  }
  const metadata = ownMetadata(config);
  if (metadata.length) report.heading('Metadata:');
  for (const [key, value] of metadata) report.row(key, value);
  bucketCluster(report, info.cluster);
  return report.lines();
}

function origin(report: Report, label: string, { name, external, active, lag }: SourceInfo): void {
  report
    .row(label, name.replace(new RegExp(`^${bucketPrefix}`), ''))
    .rowIf('External API', external?.api)
    .row('Last Seen', active > 0 ? showDuration(active) : 'never')
    .row('Lag', showCount(lag));
}

/** The metadata of a stream that is not the server's own, by its names. */
export const ownMetadata = ({ metadata = {} }: Pick<StreamConfig, 'metadata'>) =>
  Object.entries(metadata)
    .filter(([key]) => !key.startsWith('_nats.'))
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** Adds the leader and its replicas; other than of a stream, of a single server too. */
export function bucketCluster(report: Report, cluster: ClusterInfo | undefined): void {
  if (!cluster) return;
  report
    .heading('Cluster Information:')
    .row('Name', cluster.name ?? '')
    .row('Leader', cluster.leader ?? '');
  for (const { name, current, offline, active, lag = 0 } of cluster.replicas ?? []) {
    const words = [
      name,
      current ? 'current' : 'outdated',
      ...(offline ? ['OFFLINE'] : []),
      active > 0 ? `seen ${showDuration(active)} ago` : 'not seen',
      ...(lag > 0 ? [`${showCount(lag)} operation${lag > 1 ? 's' : ''} behind`] : []),
    ];
    report.row('Replica', words.join(', '));
  }
}

/** A row of `kv ls`. */
export const bucketRow = ({ config, created, state }: StreamInfo) => [
  config.name.slice(bucketPrefix.length),
  config.description ?? '',
  showTime(created),
  showSize(state.bytes),
  showCount(state.messages),
  showAge(state.last_ts),
];

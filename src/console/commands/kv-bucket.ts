import { apiCode } from '../../lab/monitoring/jetstream-api.ts';
import type { CommandContext } from '../command.ts';
import { ApiRefusal, type JetStream } from '../jetstream.ts';
import { bucketPrefix } from '../names.ts';
import { Problem } from '../problem.ts';
import { Report } from '../report.ts';
import { showAge, showCount, showDuration, showLimit, showSize, showTime } from '../units.ts';
import type { StreamInfo } from './api-types.ts';
import { cluster } from './stream-report.ts';

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

/** Opens a bucket. It must exist: nats.ws would create it otherwise. */
export async function openBucket(context: CommandContext, bucket: string) {
  const js = await context.jetStream();
  await bucketStream(js, bucketPrefix + bucket);
  return js.connection.jetstream(js.options).views.kv(bucket);
}

export function bucketReport({ config, created, state, mirror, ...info }: StreamInfo): string[] {
  const name = config.name.slice(bucketPrefix.length);
  const report = new Report(
    `Information for Key-Value Store Bucket ${name} created ${showTime(created)}`,
  )
    .heading('Configuration:')
    .row('Bucket Name', name)
    .row('History Kept', config.max_msgs_per_subject)
    .row('Values Stored', showCount(state.messages))
    .row('Compressed', config.compression === 's2')
    .row('Per-Key TTL Supported', config.allow_msg_ttl ?? false)
    .row('Backing Store Kind', 'JetStream')
    .rowIf('Description', config.description)
    .row('Bucket Size', showSize(state.bytes))
    .row('Maximum Bucket Size', showLimit(config.max_bytes, showSize))
    .row('Maximum Value Size', showLimit(config.max_msg_size, showSize))
    .row('Maximum Age', showLimit(config.max_age, showDuration))
    .row('JetStream Stream', config.name)
    .row('Storage', config.storage === 'file' ? 'File' : 'Memory');
  if (mirror) {
    report
      .heading('Mirror Information:')
      .row('Origin Bucket', mirror.name.slice(bucketPrefix.length))
      .rowIf('External API', mirror.external?.api)
      .row('Last Seen', mirror.active < 0 ? 'never' : showDuration(mirror.active))
      .row('Lag', mirror.lag);
  }
  cluster(report, info.cluster);
  return report.lines();
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

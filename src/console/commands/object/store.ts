import type { ObjectInfo } from '../../../nats/nats-client.ts';
import { objectStore } from '../../../nats/object-store.ts';
import type { CommandContext } from '../../command.ts';
import type { JetStream } from '../../jetstream.ts';
import { headerLines } from '../../messages.ts';
import { checkStoreName, storePrefix } from '../../names.ts';
import { Problem } from '../../problem.ts';
import { Report } from '../../report.ts';
import { showCount, showDuration, showLimit, showSize, showTime } from '../../units.ts';
import type { StreamInfo } from '../api-types.ts';
import { bucketCluster, bucketStream, ownMetadata } from '../kv/bucket.ts';

/** Opens a store. It must exist: nats.ws would create it otherwise. */
export async function openStore(context: CommandContext, bucket: string) {
  checkStoreName(bucket);
  const js = await context.jetStream();
  await bucketStream(js, storePrefix + bucket);
  const store = await objectStore(js.connection.jetstream(js.options), bucket);
  return { js, store };
}

/** The stream behind a store. */
export const storeStream = (js: JetStream, bucket: string): Promise<StreamInfo> =>
  bucketStream(js, storePrefix + bucket);

/** The report of a store. */
export async function storeReport(js: JetStream, bucket: string): Promise<string[]> {
  const info = await storeStream(js, bucket);
  const { config, state, created } = info;
  const metadata = ownMetadata(config);
  const longest = Math.max(0, ...metadata.map(([key]) => key.length));
  const report = new Report(
    `Information for Object Store Bucket ${bucket} created ${showTime(created)}`,
  )
    .heading('Configuration:')
    .row('Bucket Name', bucket)
    .rowIf('Description', config.description)
    .row('Replicas', config.num_replicas)
    .row('TTL', showLimit(config.max_age, showDuration))
    .row('Sealed', config.sealed)
    .row('Size', showSize(state.bytes))
    .row('Maximum Bucket Size', showLimit(config.max_bytes, showSize))
    .row('Storage', config.storage === 'file' ? 'File' : 'Memory')
    .row('Backing Store Kind', 'JetStream')
    .row('JetStream Stream', config.name)
    .rowIf(
      'Metadata',
      metadata.map(([key, value]) => `${key.padStart(longest)}: ${value}`),
    );
  bucketCluster(report, info.cluster);
  return report.lines();
}

/** The report of an object. */
export function objectReport(bucket: string, info: ObjectInfo): string[] {
  const digest = info.digest.replace('SHA-256=', '').replaceAll('-', '+').replaceAll('_', '/');
  const hex = Array.from(atob(digest), (char) => char.charCodeAt(0).toString(16).padStart(2, '0'));
  const { headers } = info;
  const report = new Report(`Object information for ${bucket} > ${info.name}`)
    .rowIf('Description', info.description)
    .row('Size', showSize(info.size))
    .row('Modification Time', showTime(info.mtime))
    .row('Chunks', showCount(info.chunks))
    .row('Digest', `SHA-256 ${hex.join('')}`)
    .rowIf('Headers', headers && headerLines(headers).sort());
  const metadata = Object.entries(info.metadata ?? {}).sort();
  if (metadata.length) report.heading('Metadata:');
  for (const [key, value] of metadata) report.row(key, value);
  return report.lines();
}

/** @throws Problem as the `nats` CLI has it, if there is no such object */
export async function knownObject(
  store: Awaited<ReturnType<typeof openStore>>['store'],
  name: string,
): Promise<ObjectInfo> {
  const info = await store.info(name);
  if (!info || info.deleted) throw new Problem('nats: object not found');
  return info;
}

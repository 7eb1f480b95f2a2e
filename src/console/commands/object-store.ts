import type { ObjectInfo } from '../../nats/nats-client.ts';
import type { CommandContext } from '../command.ts';
import { storePrefix } from '../names.ts';
import { Problem } from '../problem.ts';
import { Report } from '../report.ts';
import { showDuration, showLimit, showSize, showTime } from '../units.ts';
import { bucketStream } from './kv-bucket.ts';
import { bucketCluster } from './kv-bucket.ts';

/** Opens a store. It must exist: nats.ws would create it otherwise. */
export async function openStore(context: CommandContext, bucket: string) {
  const js = await context.jetStream();
  await bucketStream(js, storePrefix + bucket);
  return js.connection.jetstream(js.options).views.os(bucket);
}

/** The report of a store. */
export async function storeReport(context: CommandContext, bucket: string): Promise<string[]> {
  const info = await bucketStream(await context.jetStream(), storePrefix + bucket);
  const { config, state, created } = info;
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
    .row('JetStream Stream', config.name);
  bucketCluster(report, info.cluster);
  return report.lines();
}

/** The report of an object. */
export function objectReport(bucket: string, info: ObjectInfo): string[] {
  const digest = info.digest.replace('SHA-256=', '').replaceAll('-', '+').replaceAll('_', '/');
  const hex = Array.from(atob(digest), (char) => char.charCodeAt(0).toString(16).padStart(2, '0'));
  return new Report(`Object information for ${bucket} > ${info.name}`)
    .rowIf('Description', info.description)
    .row('Size', showSize(info.size))
    .row('Modification Time', showTime(info.mtime))
    .row('Chunks', info.chunks)
    .row('Digest', `SHA-256 ${hex.join('')}`)
    .lines();
}

/** @throws Problem as the `nats` CLI has it, if there is no such object */
export async function knownObject(
  store: Awaited<ReturnType<typeof openStore>>,
  name: string,
): Promise<ObjectInfo> {
  const info = await store.info(name);
  if (!info || info.deleted) throw new Problem('nats: object not found');
  return info;
}

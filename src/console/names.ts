import type { StreamInfo } from './commands/api-types.ts';
import type { JetStream } from './jetstream.ts';

/** Prefixes of the streams behind buckets and object stores. */
export const bucketPrefix = 'KV_';
export const storePrefix = 'OBJ_';

/** Whether a stream is listed by `stream ls`: it is not behind a bucket, a store or MQTT. */
export const isPlain = (name: string) =>
  !name.startsWith(bucketPrefix) && !name.startsWith(storePrefix) && !name.startsWith('MQTT_');

/** All streams. */
export const allStreams = (js: JetStream, filter: { subject?: string } = {}) =>
  js.all<StreamInfo>('STREAM.LIST', 'streams', filter);

/** Names of the streams that begin with a prefix, without it. */
export async function namesBelow(js: JetStream, prefix: string): Promise<string[]> {
  const names = await js.all<string>('STREAM.NAMES', 'streams');
  return names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
}

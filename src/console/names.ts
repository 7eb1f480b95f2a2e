import type { StreamInfo } from './commands/api-types.ts';
import type { JetStream } from './jetstream.ts';
import { Problem } from './problem.ts';

/** Prefixes of the streams behind buckets and object stores. */
export const bucketPrefix = 'KV_';
export const storePrefix = 'OBJ_';

/** Whether a stream is listed by `stream ls`: it is not behind a bucket, a store or MQTT. */
export const isPlain = (name: string) =>
  !name.startsWith(bucketPrefix) && !name.startsWith(storePrefix) && !name.startsWith('MQTT_');

/** All streams that a server answers for. */
export const allStreams = async (js: JetStream): Promise<StreamInfo[]> =>
  (await listStreams(js)).found;

/** All streams, and the names of those that no server answers for. */
export const listStreams = (js: JetStream, filter: { subject?: string } = {}) =>
  js.list<StreamInfo>('STREAM.LIST', 'streams', filter);

/** Names of the streams that begin with a prefix, without it. */
export async function namesBelow(js: JetStream, prefix: string): Promise<string[]> {
  const names = await js.all<string>('STREAM.NAMES', 'streams');
  return names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
}

const bucketName = /^[a-zA-Z0-9_-]+$/;

/** @throws Problem as the `nats` CLI has it, if no bucket can be named so */
export function checkBucketName(name: string): void {
  if (!bucketName.test(name)) throw new Problem('nats: invalid bucket name', bucketNameHelp);
}

/** @throws Problem as the `nats` CLI has it, if no object store can be named so */
export function checkStoreName(name: string): void {
  if (!bucketName.test(name)) throw new Problem('nats: invalid object-store name', bucketNameHelp);
}

const bucketNameHelp = 'A name is made of letters, digits, - and _.';

/** @throws Problem as the `nats` CLI has it, if no key can be written so */
export function checkKey(key: string): void {
  if (isKey(key, /^[-/_=.a-zA-Z0-9]+$/)) return;
  const help = 'A key is made of letters, digits and - / _ = and dots between them.';
  throw new Problem('nats: invalid key', help);
}

/** @throws Problem as the `nats` CLI has it, if it is neither a key nor a pattern of keys */
export function checkKeyPattern(pattern: string): void {
  if (isKey(pattern, /^[-/_=.a-zA-Z0-9*]*>?$/)) return;
  throw new Problem('nats: invalid key: key cannot be empty and must be a valid NATS subject');
}

const isKey = (key: string, letters: RegExp) =>
  key !== '' &&
  !key.startsWith('.') &&
  !key.endsWith('.') &&
  !key.includes('..') &&
  letters.test(key);

/** Whether a stream or a consumer may have a name, as the `nats` CLI sees it. */
const isName = (name: string) => /^[^>*. /\\\0]+$/.test(name);

const nameRule = 'A name has no space in it, and none of . * > / \\';

/** @throws Problem in the words of the CLI, before anything is sent */
export function checkStreamName(name: string): void {
  if (!isName(name))
    throw new Problem(`${JSON.stringify(name)} is not a valid stream name`, nameRule);
}

/** @throws Problem in the words of the CLI, before anything is sent */
export function checkConsumerName(name: string): void {
  if (!isName(name)) {
    throw new Problem(`${JSON.stringify(name)} is not a valid consumer name`, nameRule);
  }
}

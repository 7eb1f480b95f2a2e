import { duration, list, onOff, pairs, size, text, whole, type FlagValues } from '../../flags.ts';
import { bucketPrefix } from '../../names.ts';
import { Problem } from '../../problem.ts';
import type { SourceConfig, StreamConfig } from '../api-types.ts';

/** Flags of a bucket's configuration that `kv add` and `kv edit` share. */
export const bucketFlags = {
  description: text('A description for the bucket', { placeholder: 'DESCRIPTION' }),
  history: whole('How many historic values to keep per key', { placeholder: '1' }),
  ttl: duration('How long to keep values for'),
  'marker-ttl': duration('Enables Per-Key TTLs and Limit Markers'),
  replicas: whole('How many replicas of the data to store', { placeholder: '1' }),
  'max-value-size': size('Maximum size for any single value'),
  'max-bucket-size': size('Maximum size for the bucket'),
  tags: list('Place the bucket on servers that has specific tags', { placeholder: 'TAGS' }),
  cluster: text('Place the bucket on a specific cluster', { placeholder: 'CLUSTER' }),
  compress: onOff('Compress the bucket data', { negatable: true }),
  metadata: pairs('Adds metadata to the stream', { placeholder: 'META' }),
  'republish-source': text('Republish messages to --republish-destination', {
    placeholder: 'SRC',
  }),
  'republish-destination': text('Republish destination for messages in --republish-source', {
    placeholder: 'DEST',
  }),
  'republish-headers': onOff('Republish only message headers, no bodies'),
  source: list('Source from a different bucket', { placeholder: 'BUCKET', names: 'bucket' }),
};

export type BucketFlags = FlagValues<typeof bucketFlags>;

/** @throws Problem as the `nats` CLI has it, if a bucket cannot keep so many values of a key */
export function checkHistory({ history }: Pick<BucketFlags, 'history'>): void {
  if (history === undefined) return;
  if (history < 1) throw new Problem('history: must be greater than or equal to 1');
  if (history > 64) throw new Problem('history: must be less than or equal to 64');
}

/** The parts of a configuration that were given, by JetStream's names for them. */
export function givenBucketConfig(flags: BucketFlags): Partial<StreamConfig> {
  const { cluster, tags, 'republish-destination': dest } = flags;
  const given: Partial<Record<keyof StreamConfig, unknown>> = {
    description: flags.description,
    max_msgs_per_subject: flags.history,
    max_age: flags.ttl,
    num_replicas: flags.replicas,
    max_msg_size: unlimited(flags['max-value-size']),
    max_bytes: unlimited(flags['max-bucket-size']),
    compression: flags.compress ? 's2' : undefined,
    metadata: Object.keys(flags.metadata).length ? flags.metadata : undefined,
    placement: cluster !== undefined || tags.length ? { cluster: cluster ?? '', tags } : undefined,
    republish:
      dest === undefined
        ? undefined
        : {
            src: flags['republish-source'] ?? '',
            dest,
            headers_only: flags['republish-headers'],
          },
    ...(flags['marker-ttl'] && {
      allow_msg_ttl: true,
      subject_delete_marker_ttl: flags['marker-ttl'],
    }),
  };
  const known = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known);
}

const unlimited = (bytes: number | undefined) => (bytes === 0 ? -1 : bytes);

/** The longest time in which JetStream tells a message that it has already, in nanoseconds. */
const duplicateWindow = 120e9;

/** The stream behind a bucket that is made or changed, as the Go client has it. */
export function bucketConfig(
  bucket: string,
  config: Partial<StreamConfig>,
): Partial<StreamConfig> & object {
  const age = config.max_age ?? 0;
  return {
    storage: 'file',
    num_replicas: 1,
    max_msgs_per_subject: 1,
    max_bytes: -1,
    max_msg_size: -1,
    ...config,
    name: bucketPrefix + bucket,
    retention: 'limits',
    discard: 'new',
    max_msgs: -1,
    max_consumers: -1,
    duplicate_window: age > 0 && age < duplicateWindow ? age : duplicateWindow,
    allow_rollup_hdrs: true,
    deny_delete: true,
    allow_direct: true,
    ...(config.mirror ? { mirror_direct: true } : { subjects: [`$KV.${bucket}.>`] }),
  };
}

/** The bucket that another takes its keys from; keys of another name are changed to this one's. */
export const sourceBucket = (source: string, bucket: string): SourceConfig => ({
  name: streamOf(source),
  subject_transforms: [{ src: `$KV.${nameOf(source)}.>`, dest: `$KV.${bucket}.>` }],
});

/** The stream of a bucket that is named by itself or by its stream. */
export const streamOf = (name: string) => bucketPrefix + nameOf(name);

const nameOf = (name: string) =>
  name.startsWith(bucketPrefix) ? name.slice(bucketPrefix.length) : name;

import type { CommandContext } from '../../command.ts';
import { text, type Flags } from '../../flags.ts';
import {
  goBool,
  goEnum,
  goInt,
  goList,
  goMap,
  goString,
  goStruct,
  goTime,
  readGoJson,
} from '../../go-json.ts';
import { fileAt } from '../../page-files.ts';
import { saying } from '../../problem.ts';
import type { StreamConfig } from '../api-types.ts';

const int = goInt('int');
const int64 = goInt('int64');
const uint64 = goInt('uint64', 0);
const duration = goInt('time.Duration');

const transform = goStruct('SubjectTransformConfig', { src: goString, dest: goString });

/** A mirror or a source, as the `nats` CLI reads it. */
export const streamSource = goStruct('StreamSource', {
  name: goString,
  opt_start_seq: uint64,
  opt_start_time: goTime,
  filter_subject: goString,
  external: goStruct('ExternalStream', { api: goString, deliver: goString }),
  subject_transforms: goList(transform),
  consumer: goStruct('StreamConsumerSource', { name: goString, deliver_subject: goString }),
});

const streamConfig = goStruct('StreamConfig', {
  name: goString,
  description: goString,
  subjects: goList(goString),
  retention: goEnum('limits', 'interest', 'workqueue'),
  max_consumers: int,
  max_msgs_per_subject: int64,
  max_msgs: int64,
  max_bytes: int64,
  max_age: duration,
  max_msg_size: goInt('int32', -(2 ** 31), 2 ** 31 - 1),
  storage: goEnum('file', 'memory'),
  discard: goEnum('old', 'new'),
  num_replicas: int,
  no_ack: goBool,
  duplicate_window: duration,
  placement: goStruct('Placement', {
    cluster: goString,
    tags: goList(goString),
    preferred: goString,
  }),
  mirror: streamSource,
  sources: goList(streamSource, true),
  compression: goEnum('none', 's2', ''),
  subject_transform: transform,
  republish: goStruct('RePublish', { src: goString, dest: goString, headers_only: goBool }),
  sealed: goBool,
  deny_delete: goBool,
  deny_purge: goBool,
  allow_rollup_hdrs: goBool,
  allow_direct: goBool,
  mirror_direct: goBool,
  discard_new_per_subject: goBool,
  first_seq: uint64,
  metadata: goMap(goString),
  allow_msg_ttl: goBool,
  subject_delete_marker_ttl: duration,
  consumer_limits: goStruct('StreamConsumerLimits', {
    inactive_threshold: duration,
    max_ack_pending: int,
  }),
  allow_atomic: goBool,
  allow_msg_counter: goBool,
  allow_msg_schedules: goBool,
  persist_mode: goEnum('default', 'async', ''),
  allow_batched: goBool,
});

export const configFile = text('JSON file to read configuration from', {
  placeholder: 'FILE',
  names: 'file',
});

/** Fields of `stream info --json` around the configuration, which the CLI reads and leaves. */
const ofInfo = [
  'created',
  'state',
  'cluster',
  'mirror',
  'sources',
  'alternates',
  'ts',
  'type',
  'domain',
];
const any = { name: 'any', read: () => undefined };
const streamInfo = goStruct('StreamInfo', {
  config: streamConfig,
  ...Object.fromEntries(ofInfo.map((field) => [field, any])),
});

/**
 * Reads the configuration of a stream from a file of the page: itself, or what `stream info --json` prints.
 * @throws Problem in the words of the `nats` CLI, behind `doing` if the file is there and cannot be read
 */
export function streamFromFile(
  context: Pick<CommandContext, 'files' | 'err'>,
  path: string,
  doing: string,
): Partial<StreamConfig> {
  const text = fileAt(context, path);
  try {
    const { value } = readGoJson(text, goMap(any));
    const isInfo = Object.hasOwn(value ?? {}, 'config');
    const read = readGoJson(text, isInfo ? streamInfo : streamConfig);
    warnOf(read.unknown, context);
    const config = isInfo ? (read.value as { config?: unknown }).config : read.value;
    return {
      storage: 'file',
      retention: 'limits',
      discard: 'old',
      ...(config as Partial<StreamConfig> | undefined),
    };
  } catch (error) {
    return saying(doing)(error);
  }
}

/** Tells of flags that the CLI ignores without a word, as a file tells all but what a few flags say. */
export function warnOfIdle(
  given: Readonly<Record<string, unknown>>,
  flags: Flags,
  counted: readonly string[],
  { err }: Pick<CommandContext, 'err'>,
): void {
  const counts = new Set([...counted, 'config', 'json', 'defaults']);
  for (const [name, { initial }] of Object.entries(flags)) {
    if (counts.has(name) || JSON.stringify(given[name]) === JSON.stringify(initial)) continue;
    err(`The nats CLI ignores --${name} beside --config: it is to stand in the file.`);
  }
}

/** Tells of fields that the CLI drops without a word: a domain that is named so is never asked. */
export function warnOf(unknown: readonly string[], { err }: Pick<CommandContext, 'err'>): void {
  for (const field of unknown) err(`The nats CLI knows no field "${field}", and leaves it out.`);
}

import { outAll, outJson, type CommandContext } from '../../command.ts';
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
  type GoType,
} from '../../go-json.ts';
import { fileAt } from '../../page-files.ts';
import type { ConsumerConfig, ConsumerInfo } from '../api-types.ts';
import { consumerReport, consumerState } from './report.ts';
import { warnOf } from '../stream/file.ts';

const int = goInt('int');
const uint64 = goInt('uint64', 0);
const duration = goInt('time.Duration');

/** The fields of a consumer's configuration, in the order in which the `nats` CLI writes them. */
const configTypes: Readonly<Record<string, GoType>> = {
  description: goString,
  ack_policy: goEnum('none', 'all', 'explicit', 'flow_control'),
  ack_wait: duration,
  deliver_policy: goEnum(
    'all',
    'last',
    'new',
    'by_start_sequence',
    'by_start_time',
    'last_per_subject',
  ),
  deliver_subject: goString,
  deliver_group: goString,
  durable_name: goString,
  name: goString,
  filter_subject: goString,
  filter_subjects: goList(goString),
  flow_control: goBool,
  idle_heartbeat: duration,
  max_ack_pending: int,
  max_deliver: int,
  backoff: goList(duration),
  max_waiting: int,
  opt_start_seq: uint64,
  opt_start_time: goTime,
  rate_limit_bps: uint64,
  replay_policy: goEnum('instant', 'original'),
  sample_freq: goString,
  headers_only: goBool,
  max_batch: int,
  max_expires: duration,
  max_bytes: int,
  inactive_threshold: duration,
  num_replicas: int,
  mem_storage: goBool,
  metadata: goMap(goString),
  pause_until: goTime,
  priority_groups: goList(goString),
  priority_policy: goEnum('none', 'overflow', 'pinned_client', 'prioritized', ''),
  priority_timeout: duration,
  direct: goBool,
  sourcing: goBool,
};

const configFields = Object.keys(configTypes);

const infoFields = [
  'stream_name',
  'name',
  'config',
  'created',
  'delivered',
  'ack_floor',
  'num_ack_pending',
  'num_redelivered',
  'num_waiting',
  'num_pending',
  'cluster',
  'push_bound',
  'paused',
  'pause_remaining',
  'ts',
  'priority_groups',
];

/** Fields that the CLI writes also where they say nothing. */
const always: readonly string[] = [
  'ack_policy',
  'deliver_policy',
  'replay_policy',
  'num_replicas',
  'pause_until',
];

/** Go's zero time, for which the CLI leaves no field out. */
export const never = '0001-01-01T00:00:00Z';

/** A configuration as the CLI writes it: in the order of its fields, without those that say nothing. */
export function orderedConfig(config: Partial<ConsumerConfig>): object {
  const all: Record<string, unknown> = { pause_until: never, num_replicas: 0, ...config };
  const says = (key: string) =>
    always.includes(key) || !(['', 0, false, 'none', undefined] as unknown[]).includes(all[key]);
  return Object.fromEntries(configFields.filter(says).map((key) => [key, all[key]]));
}

/** Prints a consumer: its report, only its state, or JSON. */
export function outConsumer(
  context: CommandContext,
  info: ConsumerInfo,
  { json = false, state = false } = {},
): void {
  if (!json) return outAll(context, state ? consumerState(info) : consumerReport(info));
  const all = { ...info, config: orderedConfig(info.config) } as Record<string, unknown>;
  const given = infoFields.filter((key) => all[key] !== undefined && all[key] !== false);
  outJson(context, Object.fromEntries(given.map((key) => [key, all[key]])));
}

const any: GoType = { name: 'any', read: () => undefined };
const configType = goStruct('ConsumerConfig', configTypes);
const infoType = goStruct('ConsumerInfo', {
  ...Object.fromEntries([...infoFields, 'type'].map((field) => [field, any])),
  config: configType,
});

/**
 * Reads the configuration of a consumer from a file of the page: itself, or what `consumer info --json` prints.
 * @throws Problem in the words of the CLI
 */
export function consumerFromFile(
  context: Pick<CommandContext, 'files' | 'err'>,
  path: string,
): Partial<ConsumerConfig> {
  const text = fileAt(context, path);
  const { value } = readGoJson(text, goMap(any));
  const isInfo = Object.hasOwn(value ?? {}, 'config');
  const read = readGoJson(text, isInfo ? infoType : configType);
  warnOf(read.unknown, context);
  const config = isInfo ? (read.value as { config?: unknown }).config : read.value;
  return config as Partial<ConsumerConfig>;
}

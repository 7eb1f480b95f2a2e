import { goJson, outAll, outJson, type CommandContext } from '../../command.ts';
import type { StreamInfo } from '../api-types.ts';
import { streamReport, streamState } from './report.ts';

/** The fields of a stream's information, in the order in which the `nats` CLI writes them. */
const fields = [
  'config',
  'created',
  'state',
  'domain',
  'cluster',
  'mirror',
  'sources',
  'alternates',
  'ts',
] as const;

/** The fields of a stream's configuration, in the order of the CLI. */
export const configFields = [
  'name',
  'description',
  'subjects',
  'retention',
  'max_consumers',
  'max_msgs_per_subject',
  'max_msgs',
  'max_bytes',
  'max_age',
  'max_msg_size',
  'storage',
  'discard',
  'num_replicas',
  'no_ack',
  'duplicate_window',
  'placement',
  'mirror',
  'sources',
  'compression',
  'subject_transform',
  'republish',
  'sealed',
  'deny_delete',
  'deny_purge',
  'allow_rollup_hdrs',
  'allow_direct',
  'mirror_direct',
  'discard_new_per_subject',
  'first_seq',
  'metadata',
  'allow_msg_ttl',
  'subject_delete_marker_ttl',
  'consumer_limits',
  'allow_atomic',
  'allow_msg_counter',
  'allow_msg_schedules',
  'persist_mode',
  'allow_batched',
] as const;

/** Fields that the CLI writes also where they are 0 or false. */
const always: ReadonlySet<string> = new Set([
  'retention',
  'max_consumers',
  'max_msgs_per_subject',
  'max_msgs',
  'max_bytes',
  'max_age',
  'storage',
  'discard',
  'num_replicas',
  'sealed',
  'deny_delete',
  'deny_purge',
  'allow_rollup_hdrs',
  'allow_direct',
  'mirror_direct',
  'consumer_limits',
]);

/** A configuration as the CLI writes it: in the order of its fields, without those that say nothing. */
function orderedConfig(config: object): object {
  const empty: unknown[] = [false, 0, '', 'none', 'default'];
  return ordered(config, configFields, (key, value) => always.has(key) || !empty.includes(value));
}

function ordered(
  value: object,
  keys: readonly string[],
  keep: (key: string, value: unknown) => boolean = () => true,
): object {
  const all = value as Record<string, unknown>;
  return Object.fromEntries(
    keys
      .filter((key) => all[key] !== undefined && keep(key, all[key]))
      .map((key) => [key, all[key]]),
  );
}

/** A configuration as JSON of the CLI, which it writes to a file or prints. */
export const configText = (config: object): string => goJson(orderedConfig(config));

/** Prints a stream: its report, only its state, or JSON. */
export function outStream(
  context: CommandContext,
  info: StreamInfo,
  { json = false, state = false } = {},
): void {
  if (!json) return outAll(context, state ? streamState(info) : streamReport(info));
  outJson(context, ordered({ ...info, config: orderedConfig(info.config) }, fields));
}

import { Problem, saying } from '../../problem.ts';
import { parseDuration, showGoDuration } from '../../units.ts';
import type { ConsumerConfig } from '../api-types.ts';
import type { CreateFlags, EditFlags } from './flags.ts';

type Config = Partial<ConsumerConfig>;

/** Reads `--deliver`: where in its stream a consumer begins. */
function startPolicy(deliver: string): Config & Pick<ConsumerConfig, 'deliver_policy'> {
  const plain = (['all', 'new', 'last'] as const).find((policy) => policy === deliver);
  if (plain) return { deliver_policy: plain };
  if (deliver === 'next') return { deliver_policy: 'new' };
  if (deliver === 'subject' || deliver === 'last_per_subject')
    return { deliver_policy: 'last_per_subject' };
  if (/^\d+$/.test(deliver)) {
    return { deliver_policy: 'by_start_sequence', opt_start_seq: Number(deliver) };
  }
  const since = new Date(Date.now() - readDelta(deliver) / 1e6);
  return { deliver_policy: 'by_start_time', opt_start_time: since.toISOString() };
}

function readDelta(text: string): number {
  try {
    return parseDuration(text);
  } catch (error) {
    return saying('could not parse starting delta')(error);
  }
}

/**
 * Reads the time until which a consumer pauses: a moment in the reader's time zone, or a duration from now.
 * @throws Problem
 */
export function pauseTime(text: string): string {
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text)) {
    // The CLI reads a moment as one of UTC.
    return new Date(`${text.replace(' ', 'T')}Z`).toISOString();
  }
  try {
    return new Date(Date.now() + parseDuration(text) / 1e6).toISOString();
  } catch {
    throw new Problem(
      'could not parse the pause time as either timestamp or duration',
      'Write 1h30m, or a time of UTC as 2026-01-31 12:00:00.',
    );
  }
}

/** The periods of `--backoff`, in nanoseconds; none for the mode `none`. */
function backoff(flags: EditFlags): number[] | undefined {
  const { backoff: mode, 'backoff-steps': steps } = flags;
  const [min, max] = [flags['backoff-min'], flags['backoff-max']].sort((a, b) => a - b) as [
    number,
    number,
  ];
  if (mode === undefined || mode === 'none') return undefined;
  const fail = (words: string) => new Problem(`could not determine backoff policy: ${words}`);
  if (!steps || !min || !max) throw fail('required policy properties not supplied');
  const size = Math.floor((max - min) / steps);
  if (max !== min && size === 0) {
    const range = `${showGoDuration(min)} and ${showGoDuration(max)}`;
    throw fail(`step range between ${range} is too small for ${steps} steps`);
  }
  return Array.from({ length: steps }, (_, i) => min + Math.round((i * size) / 1e6) * 1e6);
}

/** @throws Problem unless it is a percentage */
function sampled(percent: number): string | undefined {
  if (percent < 0 || percent > 100) throw new Problem('sample percent is not between 0 and 100');
  return percent ? String(percent) : undefined;
}

const filters = (filter: readonly string[]): Config => ({
  ...(filter.length === 1 && { filter_subject: filter[0]! }),
  ...(filter.length > 1 && { filter_subjects: [...filter] }),
});

const pendingOf = (flags: EditFlags) => flags['max-pending'] ?? flags['max-outstanding'];

/** What the flags change of a configuration, as `consumer edit` does. */
export function edited(before: ConsumerConfig, flags: EditFlags): ConsumerConfig {
  const after = { ...before };
  const set = <K extends keyof ConsumerConfig>(key: K, value: ConsumerConfig[K] | undefined) => {
    if (value !== undefined) after[key] = value;
  };
  set('description', flags.description || undefined);
  set('inactive_threshold', flags['inactive-threshold'] || undefined);
  set('max_deliver', flags['max-deliver'] || undefined);
  set('max_ack_pending', pendingOf(flags));
  set('ack_wait', flags.wait);
  if (flags.sample !== undefined) set('sample_freq', sampled(flags.sample) ?? '');
  set('max_batch', flags['max-pull-batch'] || undefined);
  set('max_expires', flags['max-pull-expire'] || undefined);
  set('max_bytes', flags['max-pull-bytes'] || undefined);
  if (flags.backoff !== undefined) {
    delete after.backoff;
    set('backoff', backoff(flags));
  }
  set('deliver_subject', flags.target || undefined);
  set('headers_only', flags['headers-only']);
  if (flags.filter.length) {
    delete after.filter_subject;
    delete after.filter_subjects;
    Object.assign(after, filters(flags.filter));
  }
  set('num_replicas', flags.replicas || undefined);
  if (Object.keys(flags.metadata).length) after.metadata = flags.metadata;
  return after;
}

/**
 * The configuration of a consumer that is to be created. Where the CLI would ask, its default is taken.
 * @throws Problem in the words of the CLI
 */
export function newConfig(consumer: string, flags: CreateFlags): Config {
  const { target = '', ephemeral } = flags;
  if (!ephemeral && /[.*>]/.test(consumer))
    throw new Problem(`durable name can not contain '.', '*', '>'`);
  const pull = !target;
  const ack = flags.ack ?? (flags.pull || pull ? 'explicit' : 'none');
  const steps = flags.backoff === undefined ? undefined : backoff(flags);
  const tries = flags['max-deliver'] || -1;
  const max = tries === -1 && steps ? steps.length + 1 : tries;
  const start = startPolicy(flags.deliver || 'all');
  const everything = start.deliver_policy === 'last_per_subject' && !flags.filter.length;
  if (flags.bps && pull) throw new Problem('rate limits are only possible on Push consumers');
  const heartbeat = beatOf(flags.heartbeat, pull);
  return {
    ...(flags.description && { description: flags.description }),
    ack_policy: ack as 'explicit',
    ...(flags.wait && { ack_wait: flags.wait }),
    ...start,
    ...(target && { deliver_subject: target }),
    ...(flags['deliver-group'] && { deliver_group: flags['deliver-group'] }),
    ...(consumer && (ephemeral ? { name: consumer } : { durable_name: consumer })),
    ...filters(everything ? ['>'] : flags.filter),
    ...(!pull && flags['flow-control'] && { flow_control: true }),
    ...(heartbeat && { idle_heartbeat: heartbeat }),
    max_ack_pending: Math.max(pendingOf(flags) ?? 0, 0),
    max_deliver: ack === 'none' ? -1 : max,
    ...(steps && { backoff: steps }),
    ...(pull && flags['max-waiting'] && { max_waiting: flags['max-waiting'] }),
    ...(flags.bps && { rate_limit_bps: flags.bps }),
    replay_policy: flags.replay ?? 'instant',
    ...(flags.sample && { sample_freq: sampled(flags.sample)! }),
    ...(flags['headers-only'] && { headers_only: true }),
    ...(flags['max-pull-batch'] && { max_batch: flags['max-pull-batch'] }),
    ...(flags['max-pull-expire'] && { max_expires: flags['max-pull-expire'] }),
    ...(flags['max-pull-bytes'] && { max_bytes: flags['max-pull-bytes'] }),
    ...(flags['inactive-threshold'] && { inactive_threshold: flags['inactive-threshold'] }),
    num_replicas: flags.replicas ?? 0,
    ...(flags.memory && { mem_storage: true }),
    ...(Object.keys(flags.metadata).length && { metadata: flags.metadata }),
    ...(flags.pause && { pause_until: pauseTime(flags.pause) }),
    ...priority(flags),
  };
}

function beatOf(heartbeat: string | undefined, pull: boolean): number {
  if (!heartbeat || heartbeat === '-1') return 0;
  if (pull) throw new Problem('pull subscribers does not support idle heartbeats');
  try {
    return parseDuration(heartbeat);
  } catch (error) {
    return saying('invalid heartbeat duration')(error);
  }
}

function priority(flags: CreateFlags): Config {
  const {
    'pinned-groups': pinned,
    'overflow-groups': overflow,
    'prioritized-groups': prioritized,
    'pinned-ttl': ttl,
  } = flags;
  if (pinned.length && overflow.length)
    throw new Problem('setting both overflow and pinned groups are not supported');
  if (pinned.length) {
    const policy = { priority_policy: 'pinned_client' as const, priority_groups: pinned };
    return { ...policy, ...(ttl && { priority_timeout: ttl }) };
  }
  // The CLI sends the groups of --pinned-groups, which are none: the server refuses it.
  if (overflow.length) return { priority_policy: 'overflow' };
  if (prioritized.length) return { priority_policy: 'prioritized', priority_groups: prioritized };
  return {};
}

/**
 * The configuration of a copy, as `consumer copy` makes it.
 * @param name of the copy
 */
export function copied(source: ConsumerConfig, name: string, flags: CreateFlags): ConsumerConfig {
  const { deliver, heartbeat, 'flow-control': control, 'deliver-group': group } = flags;
  const copy = edited(source, { ...flags, replicas: undefined, metadata: {} });
  if (deliver) {
    delete copy.opt_start_seq;
    delete copy.opt_start_time;
    Object.assign(copy, startPolicy(deliver));
  }
  copy.name = name;
  if (flags.ephemeral) delete copy.durable_name;
  else copy.durable_name = name;
  if (flags.pull) {
    delete copy.deliver_subject;
    copy.max_waiting = flags['max-waiting'] ?? 0;
  }
  if (flags.ack) copy.ack_policy = flags.ack as 'explicit';
  if (flags.replay) copy.replay_policy = flags.replay;
  if (flags.bps) copy.rate_limit_bps = flags.bps;
  if (heartbeat && heartbeat !== '-1') copy.idle_heartbeat = beatOf(heartbeat, false);
  if (control) copy.flow_control = true;
  if (copy.deliver_subject === undefined) {
    delete copy.idle_heartbeat;
    delete copy.flow_control;
  }
  delete copy.deliver_group;
  if (group && flags.target) copy.deliver_group = group;
  return copy;
}

import type { JetStreamAccountStats } from '../../../nats/nats-client.ts';
import type { Command } from '../../command.ts';
import { durationOr, onUnless, text, wholeOr } from '../../flags.ts';
import { allStreams, bucketPrefix } from '../../names.ts';
import { showDuration } from '../../units.ts';
import type { StreamInfo } from '../api-types.ts';
import { checkCommand, failing } from './check-command.ts';
import type { CheckResult } from './check-result.ts';
import { bucketStream, openBucket } from '../kv/bucket.ts';

const percent = (initial: number, help: string) => wholeOr(initial, help);

const jetstreamCheck = checkCommand({
  name: 'jetstream',
  aliases: ['js'],
  help: 'Check JetStream account state',
  flags: {
    'mem-warn': percent(75, 'Warning threshold for memory storage, in percent of limit'),
    'mem-critical': percent(90, 'Critical threshold for memory storage, in percent of limit'),
    'store-warn': percent(75, 'Warning threshold for disk storage, in percent of limit'),
    'store-critical': percent(90, 'Critical threshold for disk storage, in percent of limit'),
    'streams-warn': percent(
      -1,
      'Warning threshold for number of streams used, in percent of limit',
    ),
    'streams-critical': percent(
      -1,
      'Critical threshold for number of streams used, in percent of limit',
    ),
    'consumers-warn': percent(
      -1,
      'Warning threshold for number of consumers used, in percent of limit',
    ),
    'consumers-critical': percent(
      -1,
      'Critical threshold for number of consumers used, in percent of limit',
    ),
    replicas: onUnless('Checks if all streams have healthy replicas'),
    'replica-seen-critical': durationOr(
      '5s',
      'Critical threshold for when a stream replica should have been seen, as a duration',
    ),
    'replica-lag-critical': wholeOr(
      200,
      'Critical threshold for how many operations behind a peer can be',
    ),
  },
  item: () => 'JetStream',
  run: async (result, flags, context) => {
    const js = await context.jetStream().catch(failing('connection failed'));
    const absent = failing('JetStream not available');
    const info = await js.ask<JetStreamAccountStats>('INFO').catch(absent);
    const { limits } = info;
    const limit = (of: 'mem' | 'store' | 'streams' | 'consumers') => ({
      warn: flags[`${of}-warn`],
      crit: flags[`${of}-critical`],
    });
    checkShare(result, 'memory', 'B', info.memory, limits.max_memory, limit('mem'));
    checkShare(result, 'storage', 'B', info.storage, limits.max_storage, limit('store'));
    checkShare(result, 'streams', '', info.streams, limits.max_streams, limit('streams'));
    checkShare(result, 'consumers', '', info.consumers, limits.max_consumers, limit('consumers'));
    if (!flags.replicas) return;
    checkReplicas(result, await allStreams(js).catch(absent), {
      seen: flags['replica-seen-critical'],
      lag: flags['replica-lag-critical'],
    });
  },
});

function checkShare(
  result: CheckResult,
  name: string,
  unit: string,
  value: number,
  max: number,
  { warn, crit }: { warn: number; crit: number },
): void {
  const share = max > 0 ? Math.trunc((value / max) * 100) : 0;
  const help = `JetStream ${name} resource usage`;
  result.figure(
    { name, value, unit, help },
    {
      name: `${name}_pct`,
      value: share,
      unit: '%',
      warn: Math.max(0, warn),
      crit: Math.max(0, crit),
      help: `${help} in percent`,
    },
  );
  if (warn !== -1 && crit !== -1 && warn >= crit) result.critical(`${name}: invalid thresholds`);
  else if (share > 100) result.critical(`${name}: exceed server limits`);
  else if (warn >= 0 && crit >= 0 && share > crit) result.critical(`${share}% ${name}`);
  else if (warn >= 0 && crit >= 0 && share > warn) result.warn(`${share}% ${name}`);
}

function checkReplicas(
  result: CheckResult,
  streams: readonly StreamInfo[],
  { seen, lag }: { seen: number; lag: number },
): void {
  const counts = { ok: 0, leaderless: 0, missing: 0, lagged: 0, unseen: 0, failed: 0 };
  for (const { config, cluster } of streams) {
    const replicas = cluster?.replicas ?? [];
    if (config.num_replicas === 1) counts.ok++;
    else if (!cluster) counts.failed++;
    else if (!cluster.leader) counts.leaderless++;
    else if (replicas.length !== config.num_replicas - 1) counts.missing++;
    else {
      let good = true;
      for (const each of replicas) {
        const wrong = each.offline
          ? 'failed'
          : seen > 0 && each.active > seen
            ? 'unseen'
            : lag > 0 && (each.lag ?? 0) > lag
              ? 'lagged'
              : undefined;
        if (wrong) counts[wrong]++;
        good &&= wrong === undefined;
      }
      if (good) counts.ok++;
    }
  }
  result.figure(
    { name: 'replicas_ok', value: counts.ok, help: 'Streams with healthy cluster state' },
    {
      name: 'replicas_no_leader',
      value: counts.leaderless,
      help: 'Streams with no leader elected',
    },
    {
      name: 'replicas_missing_replicas',
      value: counts.missing,
      help: 'Streams where there are fewer known replicas than configured',
    },
    {
      name: 'replicas_lagged',
      value: counts.lagged,
      crit: lag,
      help: `Streams with > ${lag} lagged replicas`,
    },
    {
      name: 'replicas_not_seen',
      value: counts.unseen,
      crit: seen / 1e9,
      unit: 's',
      help: `Streams with replicas seen > ${showDuration(seen)} ago`,
    },
    { name: 'replicas_fail', value: counts.failed, help: 'Streams unhealthy cluster state' },
  );
  const { ok, ...unhealthy } = counts;
  const bad = Object.values(unhealthy).reduce((sum, count) => sum + count, 0);
  if (bad > 0 && ok >= 0) result.critical(`${bad} unhealthy streams`);
}

const kvCheck = checkCommand({
  name: 'kv',
  help: 'Checks a NATS KV Bucket',
  needs: ['bucket'],
  flags: {
    bucket: text('Checks a specific bucket', { placeholder: 'BUCKET', names: 'bucket' }),
    'values-critical': wholeOr(-1, 'Critical threshold for number of values in the bucket'),
    'values-warn': wholeOr(-1, 'Warning threshold for number of values in the bucket'),
    key: text('Requires a key to have any non-delete value set', { placeholder: 'KEY' }),
  },
  item: ({ bucket = '' }) => bucket,
  run: async (result, flags, context) => {
    const { bucket = '', key, 'values-warn': warn, 'values-critical': crit } = flags;
    const js = await context.jetStream().catch(failing('connection failed'));
    const info = await bucketStream(js, bucketPrefix + bucket).catch((error: unknown) => error);
    if (info instanceof Error) {
      return result.critical(
        /not found/.test(info.message)
          ? `bucket ${bucket} not found`
          : `could not load bucket: ${info.message}`,
      );
    }
    const { state, config } = info as StreamInfo;
    const values = state.messages;
    result.ok(`bucket ${bucket}`);
    result.figure({
      name: 'values',
      value: values,
      warn: Math.max(0, warn),
      crit: Math.max(0, crit),
      help: 'How many values are stored in the bucket',
    });
    if (key !== undefined) {
      const { kv } = await openBucket(context, bucket);
      const entry = await kv.get(key);
      if (entry?.operation === 'PUT') result.ok(`key ${key} found`);
      else result.critical(`key ${key} not found`);
    }
    if (warn > -1 || crit > -1) {
      const over = (limit: number) =>
        limit > -1 && (crit < warn ? values <= limit : values >= limit);
      const words = `${values} values`;
      if (over(crit)) result.critical(words);
      else if (over(warn)) result.warn(words);
      else result.ok(words);
    }
    result.figure(
      { name: 'bytes', value: state.bytes, unit: 'B', help: 'Bytes stored in the bucket' },
      { name: 'replicas', value: config.num_replicas },
    );
  },
});

/** Checks of an account's JetStream and of a bucket. */
export const accountChecks: readonly Command[] = [jetstreamCheck, kvCheck];

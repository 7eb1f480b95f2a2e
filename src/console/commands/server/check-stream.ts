import type { Command } from '../../command.ts';
import { ApiRefusal } from '../../jetstream.ts';
import { duration, onOff, text, whole } from '../../flags.ts';
import { goTime, parseDuration, showDuration } from '../../units.ts';
import type { ConsumerInfo, StoredMessage, StreamInfo } from '../api-types.ts';
import { checkCommand, failing, seconds } from './check-command.ts';
import type { CheckResult } from './check-result.ts';

const stream = text('The streams to check', { placeholder: 'STREAM', names: 'stream' });

const loading = failing('could not load info');

const streamCheck = checkCommand({
  name: 'stream',
  help: 'Checks the health of mirrored streams, streams with sources or clustered streams',
  needs: ['stream'],
  flags: {
    stream,
    'lag-critical': whole('Critical threshold to allow for lag on any source or mirror', {
      placeholder: 'MSGS',
    }),
    'seen-critical': duration(
      'Critical threshold for how long ago the source or mirror should have been seen',
    ),
    'min-sources': whole('Minimum number of sources to expect', { placeholder: 'SOURCES' }),
    'max-sources': whole('Maximum number of sources to expect', { placeholder: 'SOURCES' }),
    'peer-expect': whole('Number of cluster replicas to expect', { placeholder: 'SERVERS' }),
    'peer-lag-critical': whole('Critical threshold to allow for cluster peer lag', {
      placeholder: 'OPS',
    }),
    'peer-seen-critical': duration(
      'Critical threshold for how long ago a cluster peer should have been seen',
    ),
    'msgs-warn': whole('Warn if there are fewer than this many messages in the stream', {
      placeholder: 'MSGS',
    }),
    'msgs-critical': whole('Critical if there are fewer than this many messages in the stream', {
      placeholder: 'MSGS',
    }),
    'subjects-warn': whole('Critical threshold for subjects in the stream', {
      placeholder: 'SUBJECTS',
    }),
    'subjects-critical': whole('Warning threshold for subjects in the stream', {
      placeholder: 'SUBJECTS',
    }),
  },
  item: ({ stream = '' }) => stream,
  run: async (result, flags, context) => {
    const js = await context.jetStream().catch(loading);
    const info = await js.ask<StreamInfo>(`STREAM.INFO.${flags.stream}`).catch(loading);
    const metadata = info.config.metadata ?? {};
    /** A threshold of the stream's own, which the CLI takes before the flag's. */
    const limit = (name: keyof typeof flags): number => {
      const own = metadata[`io.nats.monitor.${name}`];
      if (own === undefined) return Number(flags[name] ?? 0);
      return name.includes('seen') ? parseDuration(own) : Number(own);
    };
    checkPeers(result, info, {
      expect: limit('peer-expect'),
      lag: limit('peer-lag-critical'),
      seen: limit('peer-seen-critical'),
    });
    checkMessages(result, info, limit('msgs-warn'), limit('msgs-critical'));
    checkSubjects(result, info, limit('subjects-warn'), limit('subjects-critical'));
    checkSources(result, info, { least: limit('min-sources'), most: limit('max-sources') });
    checkFeeds(result, info, { lag: limit('lag-critical'), seen: limit('seen-critical') });
  },
});

function checkPeers(
  result: CheckResult,
  { cluster, config }: StreamInfo,
  { expect, lag, seen }: { expect: number; lag: number; seen: number },
): void {
  const clustered = cluster !== undefined && config.num_replicas > 1;
  if (!clustered) return expect > 0 ? result.critical('Stream is not clustered') : undefined;
  if (!cluster.leader) return result.critical('No leader');
  const replicas = cluster.replicas ?? [];
  const peers = replicas.length + 1;
  if (peers !== expect) return result.critical(`Expected ${expect} replicas got ${peers}`);
  result.ok(`${peers} peers`);
  const offline = replicas.filter((each) => each.offline).length;
  const lagged = replicas.filter((each) => (each.lag ?? 0) > lag).length;
  const inactive = replicas.filter((each) => each.active > seen).length;
  if (offline) result.critical(`${offline} replicas offline`);
  if (lag > 0 && lagged) result.critical(`${lagged} replicas lagged`);
  else if (lag > 0) result.ok('replicas are current');
  if (seen > 0 && inactive) result.critical(`${inactive} replicas inactive`);
  else if (seen > 0) result.ok('replicas are active');
}

function checkMessages(
  result: CheckResult,
  { state: { messages } }: StreamInfo,
  warn: number,
  crit: number,
): void {
  if (warn <= 0 && crit <= 0) return;
  const help = 'Messages stored in the stream';
  result.figure({ name: 'messages', value: messages, warn, crit, help });
  const words = `${messages} messages`;
  if (crit > 0 && messages <= crit) result.critical(words);
  else if (warn > 0 && messages <= warn) result.warn(words);
  else result.ok(words);
}

function checkSubjects(
  result: CheckResult,
  { state }: StreamInfo,
  warn: number,
  crit: number,
): void {
  if (warn <= 0 && crit <= 0) return;
  const subjects = state.num_subjects ?? 0;
  const help = 'Number of subjects stored in the stream';
  result.figure({ name: 'subjects', value: subjects, warn, crit, help });
  const over = (limit: number) => (warn < crit ? subjects >= limit : subjects <= limit);
  const words = `${subjects} subjects`;
  if (over(crit)) result.critical(words);
  else if (over(warn)) result.warn(words);
  else result.ok(words);
}

function checkSources(
  result: CheckResult,
  { sources = [] }: StreamInfo,
  { least, most }: { least: number; most: number },
): void {
  const count = sources.length;
  const help = 'Number of sources being consumed by this stream';
  result.figure({ name: 'sources', value: count, warn: least, crit: most, help });
  const wrong = (least > 0 && count < least) || (most > 0 && count > most);
  if (wrong) result.critical(`${count} sources`);
  else result.ok(`${count} sources`);
}

/** Checks how far copying has come: of sources, and of a mirror where there are none. */
function checkFeeds(
  result: CheckResult,
  { sources = [], mirror, config }: StreamInfo,
  { lag, seen }: { lag: number; seen: number },
): void {
  if (lag <= 0 && seen <= 0) return;
  const lagged = sources.filter((each) => lag > 0 && each.lag >= lag).length;
  const inactive = sources.filter((each) => seen > 0 && each.active >= seen).length;
  result.figure(
    {
      name: 'sources_lagged',
      value: lagged,
      help: 'Number of sources that are behind more than the configured threshold',
    },
    { name: 'sources_inactive', value: inactive, help: 'Number of sources that are inactive' },
  );
  if (lagged) result.critical(`${lagged} sources are lagged`);
  else result.ok(`${sources.length} sources current`);
  if (inactive) result.critical(`${inactive} sources are inactive`);
  else result.ok(`${sources.length} sources active`);
  if (sources.length) return;
  if (!config.mirror) return result.critical('not mirrored');
  if (!mirror) return result.critical('invalid state');
  result.figure(
    {
      name: 'lag',
      value: mirror.lag,
      crit: lag,
      help: 'Number of operations this peer is behind its origin',
    },
    {
      name: 'active',
      value: mirror.active / 1e9,
      crit: seen / 1e9,
      unit: 's',
      help: 'Indicates if this peer is active and catching up if lagged',
    },
  );
  const behind = lag > 0 && mirror.lag >= lag;
  const unseen = seen > 0 && mirror.active >= seen;
  if (behind) result.critical(`Mirror Lag ${mirror.lag}`);
  if (unseen) result.critical(`Mirror Seen ${showDuration(mirror.active)}`);
  if (!behind && !unseen) result.ok(`Mirror ${config.mirror.name}`);
}

const most = (help: string) => whole(help, { placeholder: '-1' });

const consumerCheck = checkCommand({
  name: 'consumer',
  help: 'Checks the health of a consumer',
  needs: ['consumer', 'stream'],
  flags: {
    stream,
    consumer: text('The consumer to check', { placeholder: 'CONSUMER' }),
    'outstanding-ack-critical': most('Maximum number of outstanding acks to allow'),
    'waiting-critical': most('Maximum number of waiting pulls to allow'),
    'unprocessed-critical': most('Maximum number of unprocessed messages to allow'),
    'last-delivery-critical': duration('Time to allow since the last delivery'),
    'last-ack-critical': duration('Time to allow since the last ack'),
    'redelivery-critical': most('Maximum number of redeliveries to allow'),
    pinned: onOff('Requires Pinned Client priority with all groups having a pinned client'),
  },
  item: ({ stream = '', consumer = '' }) => `${stream}_${consumer}`,
  run: async (result, flags, context) => {
    const js = await context.jetStream().catch(loading);
    const info = await js
      .ask<ConsumerInfo>(`CONSUMER.INFO.${flags.stream}.${flags.consumer}`)
      .catch(loading);
    const counts = [
      {
        name: 'ack_pending',
        value: info.num_ack_pending,
        crit: flags['outstanding-ack-critical'] ?? 0,
        help: 'The number of messages waiting to be Acknowledged',
        words: 'Ack Pending',
      },
      {
        name: 'pull_waiting',
        value: info.num_waiting,
        crit: flags['waiting-critical'] ?? 0,
        help: 'The number of waiting Pull requests',
        words: 'Waiting Pulls',
      },
      {
        name: 'pending',
        value: info.num_pending,
        crit: flags['unprocessed-critical'] ?? 0,
        help: 'The number of messages that have not yet been consumed',
        words: 'Unprocessed Messages',
      },
      {
        name: 'redelivered',
        value: info.num_redelivered,
        crit: flags['redelivery-critical'] ?? 0,
        help: 'The number of messages currently being redelivered',
        words: 'Redelivered',
      },
    ];
    for (const { name, value, crit, help } of counts) result.figure({ name, value, crit, help });
    checkPinned(result, info, flags.pinned);
    const moments = [
      {
        name: 'last_delivery',
        last: info.delivered.last_active,
        crit: flags['last-delivery-critical'] ?? 0,
        help: 'Seconds since the last message was delivered',
        words: 'Last delivery',
        never: 'No deliveries',
      },
      {
        name: 'last_ack',
        last: info.ack_floor.last_active,
        crit: flags['last-ack-critical'] ?? 0,
        help: 'Seconds since the last message was acknowledged',
        words: 'Last ack',
        never: 'No acks',
      },
    ].map((each) => ({ ...each, ago: each.last && Date.now() - Date.parse(each.last) }));
    for (const { name, ago, crit, help } of moments) {
      if (ago) result.figure({ name, value: ago / 1e3, crit: crit / 1e9, unit: 's', help });
    }
    for (const { value, crit, words } of counts) {
      if (crit <= 0) continue;
      if (value >= crit) result.critical(`${words}: ${value}`);
      else result.ok(`${words}: ${value}`);
    }
    for (const { last, ago, crit, words, never } of moments) {
      if (crit <= 0) continue;
      if (!last || !ago) result.critical(never);
      else if (ago * 1e6 >= crit) result.critical(`${words} ${showDuration(ago * 1e6)} ago`);
      else result.ok(`${words} ${goTime(last)}`);
    }
  },
});

/** Counts the groups of a consumer that have a pinned client. */
function checkPinned(result: CheckResult, info: ConsumerInfo, required: boolean): void {
  const { priority_policy: policy, priority_groups: groups = [] } = info.config;
  const pinned = (info.priority_groups ?? []).filter((each) => each.pinned_client_id).length;
  if (policy === 'pinned_client') {
    result.figure(
      {
        name: 'pinned_groups',
        value: pinned,
        help: 'The number of consumers groups with pinned clients',
      },
      { name: 'groups', value: groups.length, help: 'The total number of consumers groups' },
    );
  }
  if (!required) return;
  if (policy !== 'pinned_client' || !groups.length) {
    result.critical('Not pinned client priority mode');
  } else if (pinned !== groups.length) {
    result.critical(`${pinned} / ${groups.length} pinned clients`);
  } else result.ok(`${pinned} pinned clients`);
}

const messageCheck = checkCommand({
  name: 'message',
  help: 'Checks properties of a message stored in a stream',
  needs: ['stream'],
  flags: {
    stream,
    subject: text('The subject to fetch a message from', { placeholder: '">"' }),
    'age-warn': duration('Warning threshold for message age as a duration'),
    'age-critical': duration('Critical threshold for message age as a duration'),
    content: text('Regular expression to check the content against', { placeholder: '"."' }),
    'body-timestamp': onOff('Use message body as a unix timestamp instead of message metadata'),
  },
  item: () => 'Stream Message',
  run: async (result, flags, context) => {
    const { subject = '>', content = '.' } = flags;
    if (/[*>]/.test(subject)) throw new Error(`Check failed: invalid subject "${subject}"`);
    const js = await context.jetStream().catch(loading);
    const found = await js
      .ask<{ message: StoredMessage }>(`STREAM.MSG.GET.${flags.stream}`, { last_by_subj: subject })
      .catch((error: unknown) => {
        if (error instanceof ApiRefusal && error.code === 10037) return undefined;
        return failing('msg load failed')(error);
      });
    if (!found) return result.critical('no message found');
    const data = atob(found.message.data ?? '');
    const body = data.trim();
    if (flags['body-timestamp'] && !/^-?\d+$/.test(body)) {
      return result.critical(
        `invalid timestamp body: strconv.ParseInt: parsing ${JSON.stringify(body)}: invalid syntax`,
      );
    }
    const moment = flags['body-timestamp'] ? Number(body) * 1e3 : Date.parse(found.message.time);
    const age = (Date.now() - moment) / 1e3;
    const [warn, crit] = [seconds(flags['age-warn']), seconds(flags['age-critical'])];
    result.figure(
      { name: 'age', value: age, warn, crit, unit: 's', help: 'The age of the message' },
      { name: 'size', value: data.length, unit: 'B', help: 'The size of the message' },
    );
    const words = `${showDuration(age * 1e9)} old`;
    if (crit > 0 && age > crit) result.critical(words);
    else if (warn > 0 && age > warn) result.warn(words);
    if (!new RegExp(content).test(data)) {
      result.critical(`does not match regex: ${content}`);
    }
    result.okIfGood(`Valid message on ${flags.stream} > ${subject}`);
  },
});

/** Checks of a stream, a consumer and a message. */
export const streamChecks: readonly Command[] = [streamCheck, consumerCheck, messageCheck];

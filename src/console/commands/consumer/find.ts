import { command, outAll, type Command } from '../../command.ts';
import { duration, onOff, text, whole, type FlagValues } from '../../flags.ts';
import { Problem } from '../../problem.ts';
import { table, type Cell } from '../../table.ts';
import { showCount, showDuration, showGoDuration } from '../../units.ts';
import type { ClusterInfo, ConsumerInfo } from '../api-types.ts';
import { policyWords } from './report.ts';
import { all, consumerArgs, consumersOf, selectStream } from './pick.ts';
import { leaderTable } from '../server/raft-leaders.ts';
import { compactNames } from '../report-flags.ts';

const findFlags = {
  pull: onOff('Display only pull based consumers'),
  push: onOff('Display only push based consumers'),
  bound: onOff('Display push-bound or pull consumers with waiting pulls'),
  waiting: whole('Display consumers with fewer waiting pulls'),
  'ack-pending': whole('Display consumers with fewer pending acks'),
  pending: whole('Display consumers with fewer unprocessed messages'),
  idle: duration('Display consumers with no new deliveries for a period'),
  created: duration('Display consumers created longer ago than duration'),
  replicas: whole('Display consumers with fewer or equal replicas than the value', {
    placeholder: 'REPLICAS',
  }),
  leader: text('Display only clustered streams with a specific leader', { placeholder: 'SERVER' }),
  pinned: onOff('Finds Pinned Client priority group consumers that are fully pinned'),
  invert: onOff('Invert the check - before becomes after, with becomes without', {
    negatable: true,
  }),
  expression: text('Match consumers using an expression language', { placeholder: 'EXPRESSION' }),
  'api-level': whole('Match consumers that support at least the given api level', {
    placeholder: 'LEVEL',
  }),
  all,
};

type Wanted = FlagValues<typeof findFlags>;

const find = command({
  name: 'consumer find',
  aliases: ['query'],
  help: 'Finds consumers matching certain criteria',
  differs: 'It has no expression language, and refuses --expression.',
  examples: ['consumer find ORDERS --pull'],
  args: { stream: consumerArgs.stream },
  flags: findFlags,
  run: async (context, { stream }, wanted) => {
    const { config } = await selectStream(context, stream, wanted);
    if (wanted.expression) {
      throw new Problem(
        'the expression language of --expression is not here',
        'The other flags match by one property each: try --help.',
      );
    }
    for (const name of ['waiting', 'ack-pending'] as const) {
      if ((wanted[name] ?? 0) < 0)
        throw new Problem(`${name.replace('ack-', '')} must be greater than zero`);
    }
    if (wanted.pull && wanted.push) throw new Problem('cannot match pull and push concurrently');
    const tests = testsFor(wanted);
    const consumers = await consumersOf(await context.jetStream(), config.name);
    const found = consumers.filter((info) => tests.every((test) => test(info)));
    outAll(
      context,
      found.map(({ name }) => name),
    );
  },
});

type Test = (info: ConsumerInfo) => boolean;

/** The tests that the flags ask for; an inverted one holds for neither value at its very limit, as in the CLI. */
function testsFor(wanted: Wanted): Test[] {
  const { invert, idle, created, replicas, leader, 'api-level': level } = wanted;
  const plain =
    (test: Test): Test =>
    (info) =>
      test(info) !== invert;
  const fewer =
    (limit: number, value: (info: ConsumerInfo) => number): Test =>
    (info) => {
      const is = value(info);
      return is > 0 && (invert ? is > limit : is < limit);
    };
  const since = (moment: string) => (Date.now() - new Date(moment).getTime()) * 1e6;
  const given: (Test | undefined | false | 0 | '')[] = [
    wanted.pull && plain(({ config }) => config.deliver_subject === undefined),
    wanted.push && plain(({ config }) => config.deliver_subject !== undefined),
    wanted.bound && plain((info) => !!info.push_bound || info.num_waiting > 0),
    wanted.pinned && pinnedTest(invert),
    wanted['ack-pending'] && fewer(wanted['ack-pending'], (info) => info.num_ack_pending),
    wanted.waiting && fewer(wanted.waiting, (info) => info.num_waiting),
    wanted.pending && fewer(wanted.pending, (info) => info.num_pending),
    created && plain((info) => since(info.created) >= created),
    idle &&
      (({ delivered: { last_active: last } }) =>
        last !== undefined && (invert ? since(last) > idle : since(last) < idle)),
    replicas &&
      (({ config: { num_replicas: has = 0 } }) => (invert ? has >= replicas : has <= replicas)),
    leader && ((info) => !!info.cluster && (info.cluster.leader === leader) !== invert),
    level && plain(({ config }) => Number(config.metadata?.['_nats.req.level'] ?? 0) >= level),
  ];
  return given.filter((test) => !!test);
}

const pinnedTest =
  (invert: boolean): Test =>
  ({ config, priority_groups: groups = [] }) => {
    if (config.priority_policy !== 'pinned_client') return false;
    const pinned = groups.filter((group) => group.pinned_client_id).length;
    return (pinned === (config.priority_groups ?? []).length) !== invert;
  };

const report = command({
  name: 'consumer report',
  help: 'Reports on consumer statistics',
  args: { stream: consumerArgs.stream },
  flags: {
    raw: onOff('Show un-formatted numbers', { short: 'r' }),
    leaders: onOff('Show details about the leaders', { short: 'l' }),
    all,
  },
  run: async (context, { stream }, { raw, leaders, ...flags }) => {
    const { config, state } = await selectStream(context, stream, flags);
    const consumers = await consumersOf(await context.jetStream(), config.name);
    const title = `Consumer report for ${config.name} with ${showCount(state.consumer_count)} consumers`;
    const head = [
      'Consumer',
      'Mode',
      'Ack Policy',
      'Ack Wait',
      'Ack Pending',
      'Redelivered',
      'Unprocessed',
      'Ack Floor',
      'API Level',
      'Cluster',
    ];
    const rows = consumers.map((info) => reportRow(info, raw, state.messages));
    outAll(context, [...table(title, head, rows), '']);
    if (!leaders) return;
    const leads = leadsOf(consumers);
    if (leads.length) outAll(context, [...leaderTable(leads, 'Consumers'), '']);
  },
});

function reportRow(info: ConsumerInfo, raw: boolean, messages: number): Cell[] {
  const { name, config, num_pending: pending, ack_floor: floor } = info;
  const { ack_wait: wait = 0, metadata = {} } = config;
  const shown = (count: number) => (raw ? count : showCount(count));
  const percent = Math.min(Math.floor((pending / messages) * 100), 100);
  return [
    name,
    config.deliver_subject === undefined ? 'Pull' : 'Push',
    policyWords[config.ack_policy] ?? config.ack_policy,
    raw ? showGoDuration(wait) : showDuration(wait),
    shown(info.num_ack_pending),
    shown(info.num_redelivered),
    raw || !pending ? shown(pending) : `${showCount(pending)} / ${percent}%`,
    shown(floor.stream_seq),
    metadata['_nats.req.level'] ?? '0',
    members(info.cluster),
  ];
}

/** The members of a group: its leader has a star, one that is away or behind an exclamation mark. */
function members(cluster: ClusterInfo | undefined): string {
  if (!cluster) return '';
  const { leader, replicas = [] } = cluster;
  const names = compactNames([...(leader ? [leader] : []), ...replicas.map(({ name }) => name)]);
  const marks = [
    ...(leader ? ['*'] : []),
    ...replicas.map(({ offline, current }) => (offline || !current ? '!' : '')),
  ];
  return names
    .map((name, i) => name + marks[i]!)
    .sort()
    .join(', ');
}

function leadsOf(consumers: readonly ConsumerInfo[]) {
  const counts = new Map<string, { server: string; cluster: string; groups: number }>();
  for (const { cluster } of consumers) {
    if (!cluster?.leader) continue;
    const lead = counts.get(cluster.leader) ?? {
      server: cluster.leader,
      cluster: cluster.name ?? '',
      groups: 0,
    };
    lead.groups++;
    counts.set(cluster.leader, lead);
  }
  return [...counts.values()];
}

/** Commands that look at all consumers of a stream. */
export const consumerLooks: readonly Command[] = [find, report];

import type { AccountDetail, Jsz, MetaCluster } from '../../../lab/network/monitor-pages.ts';
import { outAll } from '../../command.ts';
import { choice, onOff, text } from '../../flags.ts';
import { Problem } from '../../problem.ts';
import { table } from '../../table.ts';
import { showCount, showDuration, showSize } from '../../units.ts';
import {
  compact,
  compactNames,
  compare,
  limitArg,
  reportFilter,
  reportFlags,
} from '../report-flags.ts';
import { leadersOf, raftLeaders } from './raft-leaders.ts';
import { serverCommand, type Answer } from './source.ts';

type Answered = Answer<Jsz>;

const byName = (a: Answered, b: Answered) => compare(a.server.name, b.server.name);
const by = (of: (jsz: Jsz) => number) => (a: Answered, b: Answered) => of(a.data) - of(b.data);
const thenName = (order: (a: Answered, b: Answered) => number) => (a: Answered, b: Answered) =>
  order(a, b) || byName(a, b);
const bytes = by((jsz) => jsz.bytes);
const file = by((jsz) => jsz.storage);
const cluster = thenName((a, b) => compare(a.server.cluster ?? '', b.server.cluster ?? ''));

const orders = {
  name: byName,
  cluster,
  streams: thenName(by((jsz) => jsz.streams)),
  consumers: thenName(by((jsz) => jsz.consumers)),
  msgs: by((jsz) => jsz.messages),
  mbytes: bytes,
  bytes,
  mem: by((jsz) => jsz.memory),
  file,
  store: file,
  api: by((jsz) => jsz.api.total),
  // The CLI has no order for errors, and takes that by cluster.
  err: cluster,
};

export const reportJetstream = serverCommand({
  name: 'server report jetstream',
  aliases: ['jsz', 'js'],
  help: 'Report on JetStream activity',
  args: limitArg,
  flags: {
    account: text('Produce the report for a specific account', { placeholder: 'ACCOUNT' }),
    sort: choice(
      Object.keys(orders) as (keyof typeof orders)[],
      'Sort by a specific property (name,cluster,streams,consumers,msgs,mbytes,mem,file,api,err',
    ),
    compact,
    leaders: onOff('Show details about cluster leaders', { short: 'l' }),
    ...reportFlags,
  },
  run: async (context, { limit }, flags, servers) => {
    const { account, sort = 'cluster', reverse } = flags;
    const filter = reportFilter(context, limit, flags);
    const options = {
      raft: true,
      ...(account && { account, streams: true, consumer: true, limit: 10_000 }),
    };
    const answers = await servers.ask('jsz', options, filter);
    if (!answers.length) {
      throw new Problem(
        'no results received, ensure the account used has system privileges and appropriate permissions',
      );
    }
    const order = orders[sort];
    answers.sort((a, b) => (reverse ? order(b, a) : order(a, b)));
    outAll(context, [...summary(answers, account, flags.compact), '']);
    const filtered = filter.name ?? filter.cluster ?? filter.tags?.[0];
    if (filtered === undefined)
      outAll(context, metaGroups(answers, flags.compact, servers.monitored));
    if (flags.leaders) {
      context.out('');
      outAll(context, raftLeaders(leadersOf(answers, account)));
    }
  },
});

interface Figures {
  streams: number;
  consumers: number;
  messages: number;
  bytes: number;
  memory: number;
  storage: number;
  requests: number;
  pending: number;
}

/** A server's figures, or those of one account there. */
function figuresOf({ data }: Answered, account: string | undefined): Figures {
  const pending = data.meta_cluster?.pending ?? 0;
  const [detail] = data.account_details ?? [];
  if (account === undefined || !detail) {
    const { streams, consumers, messages, bytes, memory, storage, api } = data;
    return { streams, consumers, messages, bytes, memory, storage, requests: api.total, pending };
  }
  const { memory = 0, storage = 0, api } = detail;
  const sum = (of: (stream: NonNullable<AccountDetail['stream_detail']>[number]) => number) =>
    (detail.stream_detail ?? []).reduce((all, stream) => all + of(stream), 0);
  return {
    streams: detail.stream_detail?.length ?? 0,
    consumers: sum(({ state }) => state.consumer_count),
    messages: sum(({ state }) => state.messages),
    bytes: memory + storage,
    memory,
    storage,
    requests: api?.total ?? 0,
    pending,
  };
}

const cellsOf = (figures: Figures) => [
  showCount(figures.streams),
  showCount(figures.consumers),
  showCount(figures.messages),
  showSize(figures.bytes),
  showSize(figures.memory),
  showSize(figures.storage),
  showCount(figures.requests),
  figures.pending,
];

function summary(answers: Answered[], account: string | undefined, compacted: boolean): string[] {
  const domains = answers.some(({ data }) => data.config?.domain);
  const names = answers.map(({ server }) => server.name);
  const shown = compacted ? compactNames(names) : names;
  const all = answers.map((answer) => figuresOf(answer, account));
  const rows = answers.map(({ server, data }, i) => {
    const meta = data.meta_cluster;
    return [
      shown[i]! + (meta?.leader === server.name ? '*' : ''),
      server.cluster ?? '',
      ...(domains ? [data.config?.domain ?? ''] : []),
      ...cellsOf(all[i]!),
      meta ? showCount(meta.quorum_needed ?? 0) : '',
      meta ? String(meta.rescue ?? false) : '',
    ];
  });
  const total = (of: keyof Figures) => all.reduce((sum, figures) => sum + figures[of], 0);
  const totals = {
    streams: total('streams'),
    consumers: total('consumers'),
    messages: total('messages'),
    bytes: total('bytes'),
    memory: total('memory'),
    storage: total('storage'),
    requests: total('requests'),
    pending: total('pending'),
  };
  const head = [
    'Server',
    'Cluster',
    ...(domains ? ['Domain'] : []),
    'Streams',
    'Consumers',
    'Messages',
    'Bytes',
    'Memory',
    'File',
    'API Req',
    'Pending',
    'Quorum Sz',
    'Rescuing',
  ];
  const footer = ['', '', ...(domains ? [''] : []), ...cellsOf(totals), '', ''];
  const title = `JetStream Summary${account === undefined ? '' : ` for Account ${account}`}`;
  return table(title, head, rows, footer);
}

/**
 * The meta group of each domain as its leader sees it; only the leader's list is whole.
 * @param monitored leaves of other domains have answered too, which the system account does not reach
 */
function metaGroups(answers: Answered[], compacted: boolean, monitored: boolean): string[] {
  const members = answers.flatMap(({ data }) => data.meta_cluster ?? []);
  const leaders = answers.flatMap(({ server, data: { meta_cluster: meta } }) =>
    meta && meta.leader === server.name ? [meta] : [],
  );
  const expected = Math.max(0, ...members.map(({ cluster_size: size }) => size));
  if (!expected) return [];
  if (leaders.length) {
    return leaders.flatMap((meta, i) => [...(i ? [''] : []), ...metaGroup(meta, compacted)]);
  }
  const responded = monitored ? members.length : answers.length;
  const majority = Math.floor(expected / 2) + 1;
  return [
    '',
    `WARNING: No cluster meta leader found. The cluster expects ${expected} nodes but only ${responded} responded. JetStream operation requires at least ${majority} up nodes.`,
  ];
}

function metaGroup(
  { name = '', leader = '', peer = '', replicas }: MetaCluster,
  compacted: boolean,
): string[] {
  const peers = [
    ...(replicas ?? []).map((each) => ({ ...each, leads: '' })),
    { name: leader, peer, leads: 'yes', current: true, offline: false, active: 0, lag: 0 },
  ].sort((a, b) => compare(a.name, b.name));
  const names = peers.map((each) => each.name);
  const shown = compacted ? compactNames(names) : names;
  const rows = peers.map((each, i) => [
    shown[i]!,
    each.peer,
    each.leads,
    String(each.current),
    String(!each.offline),
    showDuration(each.active),
    showCount(each.lag ?? 0),
  ]);
  const head = ['Connection Name', 'ID', 'Leader', 'Current', 'Online', 'Active', 'Lag'];
  return table(`RAFT Meta Group Information - Lead cluster: ${name}`, head, rows);
}

import { command, outAll, type CommandContext } from '../../command.ts';
import { noPlace, onOff, text } from '../../flags.ts';
import { listStreams } from '../../names.ts';
import { table, type Cell } from '../../table.ts';
import { showCount, showDuration, showGoDuration, showSize } from '../../units.ts';
import type { ClusterInfo, SourceInfo, StreamInfo } from '../api-types.ts';
import { all } from './pick.ts';
import { inaccessible } from '../inaccessible.ts';

/** The orders that flags ask for, of which the first that is given counts. */
const orders = {
  consumers: ({ state }: StreamInfo) => state.consumer_count,
  messages: ({ state }: StreamInfo) => state.messages,
  name: ({ config }: StreamInfo) => config.name,
  storage: ({ config }: StreamInfo) => config.storage,
};
type Order = keyof typeof orders;

export const streamStatistics = command({
  name: 'stream report',
  help: 'Reports on stream statistics',
  differs: 'It draws no graph for GraphViz.',
  args: {},
  flags: {
    subject: text('Limit the report to streams with matching subjects', { placeholder: 'SUBJECT' }),
    cluster: text('Limit report to streams within a specific cluster', { placeholder: 'CLUSTER' }),
    consumers: onOff('Sort by number of Consumers', { short: 'o' }),
    messages: onOff('Sort by number of Messages', { short: 'm' }),
    name: onOff('Sort by stream name', { short: 'n' }),
    storage: onOff('Sort by Storage type', { short: 't' }),
    raw: onOff('Show un-formatted numbers', { short: 'r' }),
    dot: noPlace('The console draws no graph for GraphViz: the map shows what is copied where.'),
    leaders: onOff('Show details about cluster leaders', { short: 'l' }),
    all,
  },
  run: async (context, _, { subject, cluster, raw, leaders, ...flags }) => {
    outAll(context, ['Obtaining Stream stats', '']);
    const filter = subject ? { subject } : {};
    const { found, missing } = await listStreams(await context.jetStream(), filter);
    const streams = found.filter(
      (info) => !cluster || !info.cluster || info.cluster.name === cluster,
    );
    if (!streams.length) return context.out('No Streams defined');
    const order = (Object.keys(orders) as Order[]).find((each) => flags[each]);
    const by = order ? orders[order] : ({ state }: StreamInfo) => state.bytes;
    streams.sort((a, b) => (by(a) < by(b) ? -1 : by(a) > by(b) ? 1 : 0));
    statistics(context, streams, raw);
    replication(context, streams, raw);
    if (leaders) leaderReport(context, streams);
    outAll(context, inaccessible(missing, 'Streams'));
  },
});

function statistics(context: CommandContext, streams: readonly StreamInfo[], raw: boolean): void {
  const head = [
    'Stream',
    'Storage',
    'Placement',
    'Consumers',
    'Messages',
    'Bytes',
    'Lost',
    'Deleted',
    'API Level',
    'Replicas',
  ];
  const count = raw ? (value: number): Cell => value : showCount;
  const size = raw ? (value: number): Cell => value : showSize;
  const rows = streams.map(({ config, state, cluster }): Cell[] => {
    const lost = state.lost?.msgs?.length ?? 0;
    return [
      config.name,
      config.storage === 'file' ? 'File' : 'Memory',
      placement(config.placement),
      count(state.consumer_count),
      count(state.messages),
      size(state.bytes),
      lost ? `${count(lost)} (${size(state.lost?.bytes ?? 0)})` : '0',
      count(state.num_deleted ?? 0),
      // The CLI leaves this column out with --raw, and shows the next one below its heading.
      ...(raw ? [] : [config.metadata?.['_nats.req.level'] || '0']),
      peers(cluster),
      ...(raw ? [''] : []),
    ];
  });
  outAll(context, [...table('Stream Report', head, rows), '']);
}

function placement({ cluster, tags = [] }: NonNullable<StreamInfo['config']['placement']> = {}) {
  return (cluster ? `cluster: ${cluster} ` : '') + (tags.length ? `tags: ${tags.join(', ')}` : '');
}

/** The members of a cluster: * for the leader, ! for one that is not current. */
function peers(cluster: ClusterInfo | undefined): string {
  if (!cluster) return '';
  const { leader, replicas = [] } = cluster;
  const others = replicas.map(
    ({ name, offline, current }) => name + (offline || !current ? '!' : ''),
  );
  return [...(leader ? [`${leader}*`] : []), ...others].sort().join(', ');
}

function replication(context: CommandContext, streams: readonly StreamInfo[], raw: boolean): void {
  if (!streams.some(({ config }) => config.mirror || config.sources?.length)) return;
  const head = [
    'Stream',
    'Kind',
    'API Prefix',
    'Source Stream',
    'Filters and Transforms',
    'Active',
    'Lag',
    'Error',
  ];
  const row = (stream: string, kind: string, source: SourceInfo): Cell[] => [
    stream,
    kind,
    source.external?.api ?? '',
    source.name,
    kind === 'Mirror' ? '' : transforms(source),
    raw ? showGoDuration(source.active) : active(source.active),
    raw ? source.lag : showCount(source.lag),
    source.error ? `${source.error.description} (${source.error.err_code})` : '',
  ];
  const rows = streams.flatMap(({ config: { name }, mirror, sources = [] }) => [
    ...(mirror ? [row(name, 'Mirror', mirror)] : []),
    ...sources.map((source) => row(name, 'Source', source)),
  ]);
  outAll(context, [...table('Replication Report', head, rows), '']);
}

function transforms({ subject_transforms: all = [], filter_subject: filter }: SourceInfo): string {
  if (!all.length) return filter ? `${filter} untransformed` : '';
  return all.map(({ src = '', dest }) => `${src} to ${dest}`).join(', ');
}

/** The CLI shows -1, of a source that was never heard of, as `0s`. */
const active = (nanos: number) => (nanos >= 2 ** 63 ? 'never' : showDuration(Math.max(0, nanos)));

function leaderReport(context: CommandContext, streams: readonly StreamInfo[]): void {
  const clusters = streams.flatMap(({ cluster }) => (cluster?.leader ? [cluster] : []));
  if (!clusters.length) return;
  const groups = new Map<string, { name: string; cluster: string; streams: number }>();
  for (const { leader = '', name = '' } of clusters) {
    const { streams: before = 0 } = groups.get(leader) ?? {};
    groups.set(leader, { name: leader, cluster: name, streams: before + 1 });
  }
  const leaders = [...groups.values()].sort((a, b) =>
    a.cluster === b.cluster ? a.streams - b.streams : a.cluster < b.cluster ? -1 : 1,
  );
  const rows = leaders.map(({ name, cluster, streams: led }) => {
    const total = clusters.filter((each) => each.name === cluster).length;
    return [name, cluster, showCount(led), '*'.repeat(Math.max(1, Math.round((led / total) * 10)))];
  });
  const head = ['Server', 'Cluster', 'Streams', 'Distribution'];
  outAll(context, [...table('RAFT Leader Report', head, rows), '']);
}

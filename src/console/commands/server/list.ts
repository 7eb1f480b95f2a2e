import { optional, outAll, outJson } from '../../command.ts';
import { choice, onOff } from '../../flags.ts';
import { Problem } from '../../problem.ts';
import { table } from '../../table.ts';
import { showCount, showDuration, showSize } from '../../units.ts';
import { json } from '../common-flags.ts';
import { compact, compactNames, compare, countOf } from '../report-flags.ts';
import { serverCommand, type Stats } from './source.ts';

type Listed = Stats & { rtt: number };

const byName = (a: Listed, b: Listed) => compare(a.server.name, b.server.name);
const most = (of: (stats: Listed['statsz']) => number) => (a: Listed, b: Listed) =>
  of(b.statsz) - of(a.statsz) || byName(a, b);
const conns = most(({ connections }) => connections);
const subs = most(({ subscriptions }) => subscriptions);
const routes = most(({ routes = [] }) => routes.length);

/** The orders of the CLI: figures from the greatest, names from A, uptimes from the longest. */
const orders = {
  name: byName,
  cluster: (a: Listed, b: Listed) =>
    compare(a.server.cluster ?? '', b.server.cluster ?? '') || byName(b, a),
  conns,
  conn: conns,
  subs,
  sub: subs,
  routes,
  route: routes,
  gw: most(({ gateways = [] }) => gateways.length),
  mem: most(({ mem }) => mem),
  cpu: most(({ cpu }) => cpu),
  slow: most(({ slow_consumers: slow }) => slow),
  uptime: (a: Listed, b: Listed) => compare(a.statsz.start, b.statsz.start),
  rtt: (a: Listed, b: Listed) => a.rtt - b.rtt,
};

const head = [
  'Name',
  'Cluster',
  'Host',
  'Version',
  'JS',
  'Conns',
  'Subs',
  'Routes',
  'GWs',
  'Mem',
  'CPU %',
  'Cores',
  'Slow',
  'Uptime',
  'RTT',
];

export const serverList = serverCommand({
  name: 'server list',
  aliases: ['ls'],
  help: 'List known servers',
  differs: 'A server in a tab does not know its memory and its CPU: 0.',
  args: { expect: optional('How many servers to expect') },
  flags: {
    json,
    sort: choice(
      Object.keys(orders) as (keyof typeof orders)[],
      'Sort servers by a specific key (name,cluster,conns,subs,routes,gws,mem,cpu,slow,uptime,rtt',
    ),
    reverse: onOff('Reverse sort servers', { short: 'R' }),
    compact,
  },
  run: async (context, { expect }, flags, servers) => {
    const found = await servers.stats({ wait: countOf(expect) });
    if (!found.length) {
      throw new Problem(
        'no results received, ensure the account used has system privileges and appropriate permissions',
      );
    }
    if (flags.json) {
      return outJson(
        context,
        found.map(({ server, statsz }) => ({ server, statsz })),
      );
    }
    const order = orders[flags.sort ?? 'rtt'];
    found.sort((a, b) => (flags.reverse ? order(b, a) : order(a, b)));
    outAll(context, overview(found, flags.compact));
    const clusters = clustersOf(found);
    if (clusters.length) outAll(context, ['', ...clusterOverview(clusters)]);
  },
});

function overview(found: Listed[], compacted: boolean): string[] {
  const shorten = (names: string[]) => (compacted ? compactNames(names) : names);
  const names = shorten(found.map(({ server }) => server.name));
  const hosts = shorten(found.map(({ server }) => server.host));
  const rows = found.map(({ server, statsz, rtt }, i) => [
    names[i]!,
    server.cluster ?? '',
    hosts[i]!,
    server.ver,
    server.jetstream ? (server.domain ?? 'yes') : 'no',
    showCount(statsz.connections),
    showCount(statsz.subscriptions),
    statsz.routes?.length ?? 0,
    statsz.gateways?.length ?? 0,
    showSize(statsz.mem),
    statsz.cpu.toFixed(0),
    statsz.cores,
    slowOf(statsz),
    showDuration((Date.parse(server.time) - Date.parse(statsz.start)) * 1e6),
    showDuration(Math.round(rtt) * 1e6),
  ]);
  const total = (of: (statsz: Listed['statsz']) => number) =>
    found.reduce((sum, { statsz }) => sum + of(statsz), 0);
  const differ = (of: (listed: Listed) => unknown, among = found) =>
    among.some((each) => of(each) !== of(among[0]!)) ? 'X' : '';
  const clusters = clustersOf(found);
  const routesOf = ({ statsz }: Listed) => statsz.routes?.length ?? 0;
  return table('Server Overview', head, rows, [
    '',
    String(clusters.length),
    String(found.length),
    differ(({ server }) => server.ver),
    String(found.filter(({ server }) => server.jetstream).length),
    showCount(total(({ connections }) => connections)),
    showCount(total(({ subscriptions }) => subscriptions)),
    clusters.some((cluster) => differ(routesOf, cluster)) ? 'X' : '',
    differ(({ statsz }) => statsz.gateways?.length ?? 0),
    showSize(total(({ mem }) => mem)),
    '',
    '',
    showCount(total(({ slow_consumers: slow }) => slow)),
    '',
    '',
  ]);
}

/** Slow consumers; by kind where they are not clients alone. */
function slowOf({ slow_consumers: all, slow_consumer_stats: kinds }: Listed['statsz']): string {
  const { clients = 0, routes = 0, gateways = 0, leafs = 0 } = kinds ?? {};
  if (!routes && !gateways && !leafs) return showCount(all);
  const each = Object.entries({ c: clients, r: routes, g: gateways, l: leafs });
  const named = each.flatMap(([kind, count]) => (count ? [`${kind}: ${showCount(count)}`] : []));
  return `${showCount(all)} (${named.join(' ')})`;
}

/** The servers of each cluster. */
function clustersOf(found: Listed[]): Listed[][] {
  const clusters = new Map<string, Listed[]>();
  for (const each of found) {
    const { cluster } = each.server;
    if (cluster) clusters.set(cluster, [...(clusters.get(cluster) ?? []), each]);
  }
  return [...clusters.values()];
}

function clusterOverview(clusters: Listed[][]): string[] {
  const sum = (cluster: Listed[], of: (statsz: Listed['statsz']) => number) =>
    cluster.reduce((total, { statsz }) => total + of(statsz), 0);
  const figures = (cluster: Listed[]) => [
    cluster.length,
    sum(cluster, ({ gateways = [] }) => gateways.length),
    sum(cluster, ({ gateways = [] }) =>
      gateways.reduce((total, { inbound_connections: inbound = 0 }) => total + inbound, 0),
    ),
    sum(cluster, ({ connections }) => connections),
  ];
  const rows = clusters
    .map((cluster) => [cluster[0]!.server.cluster!, ...figures(cluster)])
    .sort((a, b) => Number(a[4]) - Number(b[4]));
  return table(
    'Cluster Overview',
    ['Cluster', 'Node Count', 'Outgoing Gateways', 'Incoming Gateways', 'Connections'],
    rows,
    ['', ...figures(clusters.flat())],
  );
}

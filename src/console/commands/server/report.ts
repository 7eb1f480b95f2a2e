import type { Healthz, LeafConnection, Route } from '../../../lab/network/monitor-pages.ts';
import { outAll, type Command } from '../../command.ts';
import { choice, onOff, text } from '../../flags.ts';
import { table, type Cell } from '../../table.ts';
import { showCount, showDuration, showSize } from '../../units.ts';
import {
  compare,
  limitArg,
  reportFilter,
  reportFlags,
  roundTrip,
  shortAccount,
} from '../report-flags.ts';
import { serverCommand, type Answer, type ServerInfo } from './source.ts';

type Leaf = LeafConnection & { server: string };

const leafOrders = {
  server: (a: Leaf, b: Leaf) => compare(a.server, b.server),
  name: (a: Leaf, b: Leaf) => compare(a.name, b.name),
  account: (a: Leaf, b: Leaf) => compare(a.account, b.account),
  subs: (a: Leaf, b: Leaf) => a.subscriptions - b.subscriptions,
  'in-bytes': (a: Leaf, b: Leaf) => a.in_bytes - b.in_bytes,
  'out-bytes': (a: Leaf, b: Leaf) => a.out_bytes - b.out_bytes,
  'in-msgs': (a: Leaf, b: Leaf) => a.in_msgs - b.in_msgs,
  'out-msgs': (a: Leaf, b: Leaf) => a.out_msgs - b.out_msgs,
};

const reportLeafnodes = serverCommand({
  name: 'server report leafnodes',
  aliases: ['leaf', 'leafz'],
  help: 'Report on Leafnode connections',
  args: limitArg,
  flags: {
    account: text('Produce the report for a specific account', { placeholder: 'ACCOUNT' }),
    sort: choice(
      keys(leafOrders),
      'Sort by a specific property (server,name,account,subs,in-bytes,out-bytes,in-msgs,out-msgs)',
    ),
    ...reportFlags,
  },
  run: async (context, { limit }, { account, sort = 'server', reverse, ...flags }, servers) => {
    const filter = reportFilter(context, limit, flags);
    const answers = await servers.ask('leafz', { ...(account && { account }) }, filter);
    const leafs = answers.flatMap(({ server, data }) =>
      (data.leafs ?? []).map((leaf) => ({ ...leaf, server: server.name })),
    );
    const order = leafOrders[sort];
    leafs.sort((a, b) => (reverse ? order(b, a) : order(a, b)));
    const rows = leafs.map((leaf) => [
      leaf.server,
      leaf.name,
      shortAccount(leaf.account),
      `${leaf.ip}:${leaf.port}`,
      roundTrip(leaf.rtt),
      showCount(leaf.in_msgs),
      showCount(leaf.out_msgs),
      showSize(leaf.in_bytes),
      showSize(leaf.out_bytes),
      showCount(leaf.subscriptions),
      leaf.compression ?? '',
      String(leaf.is_spoke),
    ]);
    const head = [
      'Server',
      'Name',
      'Account',
      'Address',
      'RTT',
      'Msgs In',
      'Msgs Out',
      'Bytes In',
      'Bytes Out',
      'Subs',
      'Compressed',
      'Spoke',
    ];
    outAll(context, [...table('Leafnode Report', head, rows), '']);
  },
});

type Routed = Route & { server: ServerInfo };

const cluster = ({ server }: Routed) => server.cluster ?? '';
const routeOrders = {
  server: (a: Routed, b: Routed) => compare(a.server.name, b.server.name),
  cluster: (a: Routed, b: Routed) => compare(cluster(a), cluster(b)),
  name: (a: Routed, b: Routed) => compare(a.remote_name ?? '', b.remote_name ?? ''),
  account: (a: Routed, b: Routed) => compare(a.account ?? '', b.account ?? ''),
  subs: (a: Routed, b: Routed) => a.subscriptions - b.subscriptions,
  'in-bytes': (a: Routed, b: Routed) => a.in_bytes - b.in_bytes,
  'out-bytes': (a: Routed, b: Routed) => a.out_bytes - b.out_bytes,
};

const reportRoutes = serverCommand({
  name: 'server report routes',
  aliases: ['route'],
  help: 'Report on Route (Cluster) connections',
  args: limitArg,
  flags: {
    sort: choice(
      keys(routeOrders),
      'Sort by a specific property (server,cluster,name,account,subs,in-bytes,out-bytes)',
    ),
    ...reportFlags,
  },
  run: async (context, { limit }, { sort = 'server', reverse, ...flags }, servers) => {
    const answers = await servers.ask('routez', {}, reportFilter(context, limit, flags));
    const routes = answers.flatMap(({ server, data }) =>
      (data.routes ?? []).map((route) => ({ ...route, server })),
    );
    const { server, name, account } = routeOrders;
    const by = [routeOrders[sort], server, routeOrders.cluster, name, account];
    const order = (a: Routed, b: Routed) => by.reduce((sum, each) => sum || each(a, b), 0);
    routes.sort((a, b) => (reverse ? order(b, a) : order(a, b)));
    const rows = routes.map((route, i): Cell[] => {
      const before = routes[i - 1]?.server.name === route.server.name ? routes[i - 1] : undefined;
      const lasted = Date.parse(route.server.time) - Date.parse(route.start);
      return [
        before ? '' : route.server.name,
        before && cluster(before) === cluster(route) ? '' : cluster(route),
        before?.remote_name === route.remote_name ? '' : (route.remote_name ?? ''),
        shortAccount(route.account ?? ''),
        `${route.ip}:${route.port}`,
        `rid:${route.rid}`,
        showDuration(lasted * 1e6),
        roundTrip(route.rtt),
        showCount(route.subscriptions),
        showSize(route.in_bytes),
        showSize(route.out_bytes),
      ];
    });
    const sum = (of: (route: Routed) => number) => routes.reduce((all, each) => all + of(each), 0);
    const different = (of: (route: Routed) => string) => showCount(new Set(routes.map(of)).size);
    const head = [
      'Server',
      'Cluster',
      'Name',
      'Account',
      'Address',
      'ID',
      'Uptime',
      'RTT',
      'Subs',
      'Bytes In',
      'Bytes Out',
    ];
    const footer = [
      different((route) => route.server.name),
      different(cluster),
      '',
      '',
      showCount(routes.length),
      '',
      '',
      '',
      showCount(sum((route) => route.subscriptions)),
      showSize(sum((route) => route.in_bytes)),
      showSize(sum((route) => route.out_bytes)),
    ];
    outAll(context, [...table('Cluster Report', head, rows, footer), '']);
  },
});

const reportHealth = serverCommand({
  name: 'server report health',
  help: 'Report on Server health',
  args: limitArg,
  flags: {
    'js-enabled': onOff('Checks that JetStream should be enabled on all servers', {
      short: 'J',
      negatable: true,
    }),
    'server-only': onOff(
      'Restricts the health check to the JetStream server only, do not check streams and consumers',
      { short: 'S', negatable: true },
    ),
    account: text('Check only a specific Account', { placeholder: 'ACCOUNT' }),
    stream: text('Check only a specific Stream', { placeholder: 'STREAM' }),
    consumer: text('Check only a specific Consumer', { placeholder: 'CONSUMER' }),
    ...reportFlags,
  },
  run: async (context, { limit }, flags, servers) => {
    const { account, stream, consumer, reverse } = flags;
    const options = {
      ...(flags['js-enabled'] && { 'js-enabled-only': true }),
      ...(flags['server-only'] && { 'js-server-only': true }),
      ...(account && { account }),
      ...(stream && { stream }),
      ...(consumer && { consumer }),
      details: true,
    };
    const filter = reportFilter(context, limit, flags);
    const answers = await servers.ask('healthz', options, filter);
    answers.sort((a, b) => compare(a.server.name, b.server.name) * (reverse ? -1 : 1));
    const errors = answers.flatMap(({ data }) => data.errors ?? []);
    const ok = answers.filter(({ data }) => data.status_code === 200).length;
    const footer = [
      showCount(answers.length),
      showCount(new Set(answers.map(({ server }) => server.cluster)).size),
      '',
      `ok: ${ok} / err: ${answers.length - ok}`,
      '',
      errors.length ? showCount(errors.length) : errors.length,
    ];
    const head = ['Server', 'Cluster', 'Domain', 'Status', 'Type', 'Error'];
    const rows = answers.flatMap(healthRows);
    outAll(context, [...table('Health Report', head, rows, footer), '']);
  },
});

/** A server's row, and its errors: ten, or nine and how many are left out. */
function healthRows({ server, data }: Answer<Healthz>): Cell[][] {
  const { status, status_code: code, errors = [] } = data;
  const shown = errors.length > 10 ? 9 : errors.length;
  return [
    [server.name, server.cluster ?? '', server.domain ?? '', `${status} (${code})`, '', ''],
    ...errors.slice(0, shown).map(({ type, error }) => ['', '', '', '', type, error]),
    ...(shown < errors.length
      ? [['', '', '', `${errors.length - shown} more errors`, '', '']]
      : []),
  ];
}

/** The names of a table of orders. */
function keys<T extends object>(of: T): (keyof T & string)[] {
  return Object.keys(of) as (keyof T & string)[];
}

/** Reports on the connections between servers, and on their health. */
export const linkReports: readonly Command[] = [reportHealth, reportLeafnodes, reportRoutes];

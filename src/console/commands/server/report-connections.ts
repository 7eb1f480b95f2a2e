import type { Connection } from '../../../lab/network/monitor-pages.ts';
import { optional, outAll, outJson, type Command, type CommandContext } from '../../command.ts';
import { choice, text, wholeOr } from '../../flags.ts';
import { Problem } from '../../problem.ts';
import { table, type Cell } from '../../table.ts';
import { showCount, showSize } from '../../units.ts';
import { json } from '../common-flags.ts';
import { compare, limitArg, reportFilter, reportFlags } from '../report-flags.ts';
import { serverCommand, type ServerFilter, type ServerInfo, type Servers } from './source.ts';

/** A connection, and the server that it is at. */
type Connected = Connection & { server: ServerInfo };

const subsOf = ({ subscriptions_list: list }: Connected) => list?.length ?? 0;

/** The orders in which connections can be listed. */
export const orders = {
  'in-bytes': (a: Connected, b: Connected) => a.in_bytes - b.in_bytes,
  'out-bytes': (a: Connected, b: Connected) => a.out_bytes - b.out_bytes,
  'in-msgs': (a: Connected, b: Connected) => a.in_msgs - b.in_msgs,
  'out-msgs': (a: Connected, b: Connected) => a.out_msgs - b.out_msgs,
  uptime: (a: Connected, b: Connected) => compare(b.start, a.start),
  cid: (a: Connected, b: Connected) => a.cid - b.cid,
  subs: (a: Connected, b: Connected) => subsOf(a) - subsOf(b),
};

/** The states of connections, by the server's numbers for them. */
export const connectionStates = ['open', 'closed', 'all'] as const;

/** The flags by which connections are chosen and listed, of servers as of an account. */
export const connectionFlags = {
  sort: choice(
    Object.keys(orders) as (keyof typeof orders)[],
    'Sort by a specific property (in-bytes,out-bytes,in-msgs,out-msgs,uptime,cid,subs)',
  ),
  top: wholeOr(1000, 'Limit results to the top results'),
  subject: text('Limits responses only to those connections with matching subscription interest', {
    placeholder: 'SUBJECT',
  }),
  username: text(
    'Limits responses only to those connections for a specific authentication username',
    { placeholder: 'USERNAME' },
  ),
  state: choice(
    connectionStates,
    'Limits responses only to those connections that are in a specific state (open, closed, all)',
  ),
  'closed-reason': text('Filter results based on a closed reason', { placeholder: 'REASON' }),
};

const reportConnections = serverCommand({
  name: 'server report connections',
  aliases: ['conn', 'connz', 'conns'],
  help: 'Report on connections',
  args: limitArg,
  flags: {
    account: text('Limit report to a specific account', { placeholder: 'ACCOUNT' }),
    ...connectionFlags,
    ...reportFlags,
    json,
  },
  run: async (context, { limit }, flags, servers) => {
    const { account, username: user, subject, state, reverse, top } = flags;
    const filter = reportFilter(context, limit, flags);
    const found = await connectionsOf(servers, { account, user, subject, state }, filter);
    const connections = closedFor(found, flags['closed-reason']);
    if (!connections.length) throw new Problem('did not get results from any servers');
    if (flags.json) return outJson(context, connections);
    context.out('');
    showConnections(context, connections, { sort: flags.sort ?? 'subs', reverse, top, state });
  },
});

/** Asks servers for their connections, with their accounts and subscriptions. */
async function connectionsOf(
  servers: Servers,
  {
    account,
    user,
    subject,
    state = 'open',
  }: {
    account?: string | undefined;
    user?: string | undefined;
    subject?: string | undefined;
    state?: (typeof connectionStates)[number] | undefined;
  },
  filter: ServerFilter,
): Promise<Connected[]> {
  const options = {
    subscriptions: true,
    auth: true,
    limit: 1024,
    ...(account && { acc: account }),
    ...(user && { user }),
    ...(subject && { filter_subject: subject }),
    ...(state !== 'open' && { state: connectionStates.indexOf(state) }),
  };
  const answers = await servers.ask('connz', options, filter);
  return answers.flatMap(({ server, data }) =>
    (data.connections ?? []).map((connection) => ({ ...connection, server })),
  );
}

/** Keeps connections that were closed for a reason. @throws Problem */
export function closedFor(connections: Connected[], reason: string | undefined): Connected[] {
  if (reason === undefined) return connections;
  try {
    const pattern = new RegExp(reason);
    return connections.filter((each) => pattern.test((each.reason ?? '').toLowerCase()));
  } catch (error) {
    throw new Problem(`--closed-reason: ${(error as Error).message}`);
  }
}

/** Prints connections, and how many each server has, as the `nats` CLI does. */
export function showConnections(
  context: CommandContext,
  connections: Connected[],
  {
    sort,
    reverse,
    top,
    state,
  }: { sort: keyof typeof orders; reverse: boolean; top: number; state?: string | undefined },
): void {
  const order = orders[sort];
  connections.sort((a, b) => (reverse ? order(b, a) : order(a, b)));
  const total = connections.length;
  const shown = top > 0 ? connections.slice(0, top) : connections;
  const reasons = state === 'closed' || state === 'all';
  const rows = shown.map((each) => [...cellsOf(each), ...(reasons ? [each.reason ?? ''] : [])]);
  const sum = (of: (each: Connected) => number) =>
    connections.reduce((all, one) => all + of(one), 0);
  const footer: Cell[] = [
    '',
    `Totals for ${showCount(total)} connections`,
    ...['', '', '', '', ''],
    showCount(sum((each) => each.in_msgs)),
    showCount(sum((each) => each.out_msgs)),
    showSize(sum((each) => each.in_bytes)),
    showSize(sum((each) => each.out_bytes)),
    showCount(sum((each) => each.subscriptions)),
    ...(reasons ? [''] : []),
  ];
  const head = [
    'CID',
    'Name',
    'Server',
    'Cluster',
    'IP',
    'Account',
    'Uptime',
    'In Msgs',
    'Out Msgs',
    'In Bytes',
    'Out Bytes',
    'Subs',
    ...(reasons ? ['Reason'] : []),
  ];
  const title = `Top ${shown.length} Connections out of ${showCount(total)} by ${sort}`;
  outAll(context, table(title, head, rows, total > 1 ? footer : undefined));
  outAll(context, ['', ...perServer(connections)]);
}

function cellsOf(each: Connected): Cell[] {
  const { cid, kind = 'Client', server, account = '' } = each;
  const name = each.name ?? each.mqtt_client ?? '';
  return [
    kind === 'Client' ? String(cid) : `${kind[0]!}${cid}`,
    name.length > 40 ? `${name.slice(0, 40)} ..` : name,
    server.name,
    server.cluster ?? '',
    `${each.ip ?? ''}:${each.port ?? 0}`,
    account.length > 46 ? `${account.slice(0, 12)} ..` : account,
    each.uptime,
    showCount(each.in_msgs),
    showCount(each.out_msgs),
    showSize(each.in_bytes),
    showSize(each.out_bytes),
    showCount(subsOf(each)),
  ];
}

function perServer(connections: Connected[]): string[] {
  const counts = new Map<string, { cluster: string; count: number }>();
  for (const { server } of connections) {
    const { count = 0 } = counts.get(server.name) ?? {};
    counts.set(server.name, { cluster: server.cluster ?? '', count: count + 1 });
  }
  const rows = [...counts]
    .map(([name, { cluster, count }]): [string, string, number] => [name, cluster, count])
    .sort((a, b) => a[2] - b[2]);
  return table('Connections per server', ['Server', 'Cluster', 'Connections'], rows);
}

interface AccountFigures {
  account: string;
  connections: number;
  connection_info: Connected[];
  in_msgs: number;
  out_msgs: number;
  in_bytes: number;
  out_bytes: number;
  subscriptions: number;
  server: ServerInfo[];
}

const accountOrders = {
  'in-bytes': (each: AccountFigures) => each.in_bytes,
  'out-bytes': (each: AccountFigures) => each.out_bytes,
  'in-msgs': (each: AccountFigures) => each.in_msgs,
  'out-msgs': (each: AccountFigures) => each.out_msgs,
  conns: (each: AccountFigures) => each.connections,
  subs: (each: AccountFigures) => each.subscriptions,
};

const reportAccounts = serverCommand({
  name: 'server report accounts',
  aliases: ['acct'],
  help: 'Report on account activity',
  args: { account: optional('Account to produce a report for'), ...limitArg },
  flags: {
    sort: choice(
      Object.keys(accountOrders) as (keyof typeof accountOrders)[],
      'Sort by a specific property (in-bytes,out-bytes,in-msgs,out-msgs,conns,subs)',
    ),
    top: wholeOr(1000, 'Limit results to the top results'),
    ...reportFlags,
    json,
  },
  run: async (context, { account, limit }, flags, servers) => {
    const { sort = 'subs', reverse, top } = flags;
    const filter = reportFilter(context, limit, flags);
    const connections = await connectionsOf(servers, { account }, filter);
    if (!connections.length) throw new Problem('did not get results from any servers');
    const accounts = accountsOf(connections);
    if (account !== undefined) {
      if (flags.json) return outJson(context, accounts[0]);
      context.out('');
      const order = sort === 'conns' ? 'subs' : sort;
      return showConnections(context, connections, { sort: order, reverse, top });
    }
    const of = accountOrders[sort];
    accounts.sort((a, b) => (of(a) - of(b)) * (reverse ? -1 : 1));
    const most = top > 0 && top < accounts.length;
    const shown = most ? (reverse ? accounts.slice(0, top) : accounts.slice(-top)) : accounts;
    if (flags.json) return outJson(context, shown);
    const rows = shown.map((each) => [
      each.account,
      showCount(each.connections),
      showCount(each.in_msgs),
      showCount(each.out_msgs),
      showSize(each.in_bytes),
      showSize(each.out_bytes),
      showCount(each.subscriptions),
    ]);
    const head = ['Account', 'Connections', 'In Msgs', 'Out Msgs', 'In Bytes', 'Out Bytes', 'Subs'];
    outAll(context, ['', ...table(`${shown.length} Accounts Overview`, head, rows)]);
  },
});

function accountsOf(connections: Connected[]): AccountFigures[] {
  const names = [...new Set(connections.map(({ account = '' }) => account))];
  return names.map((name) => {
    const own = connections.filter(({ account = '' }) => account === name);
    const sum = (of: (each: Connected) => number) => own.reduce((all, each) => all + of(each), 0);
    const servers = new Map(own.map(({ server }) => [server.id, server]));
    return {
      account: name,
      connections: own.length,
      connection_info: own,
      in_msgs: sum((each) => each.in_msgs),
      out_msgs: sum((each) => each.out_msgs),
      in_bytes: sum((each) => each.in_bytes),
      out_bytes: sum((each) => each.out_bytes),
      subscriptions: sum(subsOf),
      server: [...servers.values()],
    };
  });
}

/** Reports on connections and the accounts that they are in. */
export const connectionReports: readonly Command[] = [reportAccounts, reportConnections];

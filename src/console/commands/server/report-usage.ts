import { outAll, outJson, required, type Command } from '../../command.ts';
import { choice, onOff, text } from '../../flags.ts';
import { table, type Cell } from '../../table.ts';
import { showCount, showSize } from '../../units.ts';
import { json } from '../common-flags.ts';
import { compare, countOf, limitArg, reportFilter, reportFlags } from '../report-flags.ts';
import { answersOf, needsSystem, serverCommand, type ServerInfo } from './source.ts';

const usageReports = (
  [
    { of: 'cpu', title: 'CPU Usage', help: 'Report on CPU usage', show: showCount },
    { of: 'mem', title: 'Memory Usage', help: 'Report on Memory usage', show: showSize },
  ] as const
).map(({ of, title, help, show }) =>
  serverCommand({
    name: `server report ${of}`,
    help,
    differs: 'A server in a tab does not know its memory and its CPU: 0.',
    args: limitArg,
    flags: { ...reportFlags, json },
    run: async (context, { limit }, flags, servers) => {
      const found = await servers.stats(reportFilter(context, limit, flags));
      const usage = found
        .map(({ server, statsz }) => ({ name: server.name, amount: statsz[of] }))
        .sort((a, b) => compare(a.name, b.name));
      if (flags.json) {
        return outJson(context, Object.fromEntries(usage.map((each) => [each.name, each.amount])));
      }
      outAll(context, [title, '', ...barGraph(usage, show)]);
    },
  }),
);

/** Bars of the width that the CLI draws where it does not know a terminal's. */
const fullBar = 30;

function barGraph(
  usage: { name: string; amount: number }[],
  show: (amount: number) => string,
): string[] {
  const amounts = usage.map(({ amount }) => amount);
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
  const longest = Math.max(...usage.map(({ name }) => name.length));
  return usage
    .toSorted((a, b) => a.amount - b.amount)
    .map(({ name, amount }) => {
      const share = least === most ? 1 : (amount - least) / (most - least);
      const blocks = amount === 0 ? 0 : Math.floor(share * fullBar);
      return `${name.padStart(longest + 2)}: ${'█'.repeat(blocks) || '▏'} (${show(amount)})`;
    });
}

interface Gatewayz {
  port?: number;
  inbound_gateways?: Record<string, Gateway[]>;
  outbound_gateways?: Record<string, Gateway>;
}

interface Gateway {
  connection: {
    cid: number;
    ip: string;
    port: number;
    uptime: string;
    rtt?: string;
    in_bytes: number;
    out_bytes: number;
  };
  accounts?: unknown[];
}

const reportGateways = serverCommand({
  name: 'server report gateways',
  aliases: ['super', 'gateway'],
  help: 'Repost on Gateway (Super Cluster) connections',
  onlySystem: true,
  args: limitArg,
  flags: {
    'filter-name': text('Limits responses to a certain name', { placeholder: 'NAME' }),
    sort: choice(['server', 'cluster'], 'Sorts by a specific property (server,cluster)'),
    ...reportFlags,
  },
  run: async (context, { limit }, { 'filter-name': name, sort = 'cluster', ...flags }, servers) => {
    const filter = reportFilter(context, limit, flags);
    const options = { ...(name !== undefined && { name }), accounts: true };
    const replies = await servers.request<Gatewayz>('gatewayz', options, filter);
    const answers = answersOf(replies ?? needsSystem('$SYS.REQ.SERVER.PING.GATEWAYZ'));
    const byName = (a: ServerInfo, b: ServerInfo) => compare(a.name, b.name);
    const byCluster = (a: ServerInfo, b: ServerInfo) => compare(a.cluster ?? '', b.cluster ?? '');
    const [first, second] = sort === 'server' ? [byName, byCluster] : [byCluster, byName];
    answers.sort(({ server: a }, { server: b }) => first(a, b) || second(a, b));
    if (flags.reverse) answers.reverse();
    const rows: Cell[][] = [];
    let connections = 0;
    let bytes = 0;
    for (const { server, data } of answers) {
      rows.push([server.name, server.cluster ?? '', data.port ?? 0, ...Array<string>(7).fill('')]);
      const inbound = Object.entries(data.inbound_gateways ?? {}).flatMap(([name, each]) =>
        each.map((gateway) => ({ name, gateway, kind: 'Inbound' })),
      );
      const outbound = Object.entries(data.outbound_gateways ?? {}).map(([name, gateway]) => ({
        name,
        gateway,
        kind: 'Outbound',
      }));
      let last = '';
      for (const { name, gateway, kind } of [...inbound, ...outbound]) {
        const { connection, accounts = [] } = gateway;
        const amount = kind === 'Inbound' ? connection.in_bytes : connection.out_bytes;
        connections++;
        bytes += amount;
        rows.push([
          '',
          '',
          '',
          kind === last ? '' : kind,
          `${name} ${connection.ip}:${connection.port}`,
          `gid:${connection.cid}`,
          connection.uptime,
          connection.rtt ?? '',
          showSize(amount),
          showCount(accounts.length),
        ]);
        last = kind;
      }
    }
    const head = [
      'Server',
      'Name',
      'Port',
      'Kind',
      'Connection',
      'ID',
      'Uptime',
      'RTT',
      'Bytes',
      'Accounts',
    ];
    const clusters = new Set(answers.map(({ server }) => server.cluster)).size;
    const footer = [
      showCount(answers.length),
      String(clusters),
      '',
      '',
      showCount(connections),
      '',
      '',
      '',
      showSize(bytes),
      '',
    ];
    outAll(context, [...table('Super Cluster Report', head, rows, footer), '']);
  },
});

const levelOf = (metadata: Record<string, string> | undefined) =>
  Number(metadata?.['_nats.req.level'] ?? 0) || 0;

const reportDowngrade = serverCommand({
  name: 'server report downgrade',
  help: 'List assets incompatible with the specified API level',
  args: { api: required('Target API level to check compatibility against') },
  flags: {
    json: onOff('Output the downgrade report in JSON format'),
    all: onOff(
      'Include consumers whose associated streams are incompatible with the selected API level',
    ),
  },
  run: async (context, { api }, { json, all }, servers) => {
    const level = countOf(api) ?? 0;
    if (!json) context.out('Obtaining JetStream Asset information');
    const options = { accounts: true, streams: true, consumer: true, config: true, limit: 1024 };
    const answers = await servers.ask('jsz', options);
    // Members of a cluster list the same streams.
    const held = new Map(
      answers.flatMap(({ data }) =>
        (data.account_details ?? []).flatMap(({ name: account, stream_detail }) =>
          (stream_detail ?? []).map(
            (stream) => [`${account} ${stream.name}`, { account, stream }] as const,
          ),
        ),
      ),
    );
    const assets = [...held].sort(([a], [b]) => compare(a, b)).map(([, each]) => each);
    const streams = assets.flatMap(({ account, stream }) => {
      const needs = levelOf(stream.config?.metadata);
      return level < needs ? [{ account, name: stream.name, api_level: needs }] : [];
    });
    const consumers = assets.flatMap(({ account, stream }) => {
      const newer = all && level < levelOf(stream.config?.metadata);
      return (stream.consumer_detail ?? [])
        .toSorted((a, b) => compare(a.name, b.name))
        .flatMap(({ name, config }) => {
          const needs = levelOf(config?.metadata);
          return level < needs || newer
            ? [{ account, name, stream: `${stream.name}${newer ? '*' : ''}`, api_level: needs }]
            : [];
        });
    });
    if (json) {
      return outJson(context, {
        ...(streams.length && { streams }),
        ...(consumers.length && { consumers }),
      });
    }
    if (streams.length) {
      const rows = streams.map((each) => [each.account, each.name, each.api_level]);
      const head = ['Account', 'Stream', 'Required API level'];
      outAll(context, [...table('Assets: Streams', head, rows), '']);
    }
    if (consumers.length) {
      const rows = consumers.map((each) => [each.account, each.stream, each.name, each.api_level]);
      const head = ['Account', 'Stream', 'Consumer', 'Required API level'];
      outAll(context, [...table('Assets: Consumers', head, rows), '']);
    }
    if (!streams.length && !consumers.length) {
      context.out('All assets are compatible with the specified API level.');
    }
  },
});

/** Reports on what servers use, on gateways, and on what an older release would lack. */
export const otherReports: readonly Command[] = [...usageReports, reportGateways, reportDowngrade];

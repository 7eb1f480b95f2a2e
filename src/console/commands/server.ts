import type { MonitorPage, Varz } from '../../lab/network/monitor-pages.ts';
import { command, outAll, outJson, type Command } from '../command.ts';
import { onOff, text } from '../flags.ts';
import { table } from '../table.ts';
import { showCount, showSize } from '../units.ts';
import { json } from './common-flags.ts';
import { askServers, monitoringDiffers } from './monitoring.ts';

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);

export const serverList = command({
  name: 'server list',
  aliases: ['ls'],
  help: 'List known servers',
  differs: `${monitoringDiffers} There is a column of leaf connections, and none of hosts, gateways, CPU and RTT. A server in a tab does not know its memory: 0 B.`,
  args: {},
  flags: { json },
  run: async (context, _, { json }) => {
    const servers = (await askServers(context, 'varz')).map(({ data }) => data);
    if (json) return outJson(context, servers);
    const head = [
      'Name',
      'Cluster',
      'Version',
      'JS',
      'Conns',
      'Subs',
      'Routes',
      'Leafs',
      'Mem',
      'Cores',
      'Slow',
      'Uptime',
    ];
    const rows = servers.map((varz) => [
      varz.server_name,
      varz.cluster?.name ?? '',
      varz.version,
      varz.jetstream?.config ? (varz.jetstream.config.domain ?? 'yes') : 'no',
      varz.connections,
      varz.subscriptions,
      varz.routes,
      varz.leafnodes,
      showSize(varz.mem),
      varz.cores,
      varz.slow_consumers,
      varz.uptime,
    ]);
    const total = (pick: (varz: Varz) => number) => sum(servers.map(pick));
    const footer = [
      '',
      '',
      showCount(servers.length),
      '',
      total((varz) => varz.connections),
      total((varz) => varz.subscriptions),
      '',
      '',
      showSize(total((varz) => varz.mem)),
      '',
      total((varz) => varz.slow_consumers),
      '',
    ];
    outAll(context, table('Server Overview', head, rows, footer));
  },
});

const leafzFlags = { subscriptions: onOff('Show subscription detail') };

/** The pages that `server request` shows as the servers give them, with the words of the `nats` CLI. */
const pages: {
  name: string;
  aliases: string[];
  page: MonitorPage;
  help: string;
  flags?: Record<string, ReturnType<typeof onOff>>;
}[] = [
  {
    name: 'leafnodes',
    aliases: ['leaf', 'leafz'],
    page: 'leafz',
    help: 'Show leafnode details',
    flags: leafzFlags,
  },
  {
    name: 'jetstream',
    aliases: ['jsz', 'js'],
    page: 'jsz',
    help: 'Show JetStream details',
    flags: {
      accounts: onOff('Include details about accounts'),
      streams: onOff('Include details about Streams'),
      consumer: onOff('Include details about Consumers'),
      config: onOff('Include details about configuration'),
    },
  },
  {
    name: 'connections',
    aliases: ['conn', 'connz'],
    page: 'connz',
    help: 'Show connection details',
    flags: { subscriptions: onOff('Show subscriptions') },
  },
  {
    name: 'routes',
    aliases: ['route', 'routez'],
    page: 'routez',
    help: 'Show route details',
    flags: { subscriptions: onOff('Show subscription detail') },
  },
  {
    name: 'subscriptions',
    aliases: ['sub', 'subsz'],
    page: 'subsz',
    help: 'Show subscription information',
    flags: { detail: onOff('Include detail about all subscriptions') },
  },
  { name: 'variables', aliases: ['var', 'varz'], page: 'varz', help: 'Show runtime variables' },
  {
    name: 'accounts',
    aliases: ['accountz', 'acct'],
    page: 'accountz',
    help: 'Show account details',
  },
];

export const serverRequests: Command[] = pages.map(({ name, aliases, page, help, flags = {} }) =>
  command({
    name: `server request ${name}`,
    aliases,
    help,
    differs: monitoringDiffers,
    args: {},
    flags: {
      name: text('Limit to servers matching a server name', {
        placeholder: 'NAME',
        names: 'server',
      }),
      ...flags,
    },
    run: async (context, _, { name: server, ...options }) => {
      const answers = await askServers(context, page, options, server);
      outAll(
        context,
        answers.map((answer) =>
          JSON.stringify({ server: { name: answer.server }, data: answer.data }),
        ),
      );
    },
  }),
);

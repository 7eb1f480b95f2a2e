import type { MonitorPage } from '../../../lab/network/monitor-pages.ts';
import {
  command,
  optional,
  outAll,
  required,
  type Command,
  type CommandContext,
} from '../../command.ts';
import { choice, list, onOff, onUnless, text, wholeOr, type Flags } from '../../flags.ts';
import { countOf } from '../report-flags.ts';
import { needsSystem, serverCommand, type Reply, type ServerFilter } from './source.ts';
import { requestAll } from './system-request.ts';

/** Flags of the group, which every request takes. */
const requestFlags = {
  limit: wholeOr(2048, 'Limit the responses to a certain amount of records'),
  offset: wholeOr(0, 'Start at a certain record'),
  name: text('Limit to servers matching a server name', { placeholder: 'NAME', names: 'server' }),
  host: text('Limit to servers matching a server host name', { placeholder: 'HOST' }),
  cluster: text('Limit to servers matching a cluster name', { placeholder: 'CLUSTER' }),
  tags: list('Limit to servers with these configured tags', { placeholder: 'TAGS' }),
};

interface Given {
  limit: number;
  offset: number;
  name: string | undefined;
  host: string | undefined;
  cluster: string | undefined;
  tags: string[];
}

const waitArg = { wait: optional('Wait for a certain number of responses') };

interface Page<F extends Flags> {
  name: string;
  aliases: readonly string[];
  help: string;
  /** What the server calls it. */
  page: string;
  /** Its arguments, if they are others than for most. */
  args?: Readonly<Record<string, ReturnType<typeof optional>>>;
  flags: F;
  options?: (flags: Record<string, unknown> & Given) => object;
}

/** The pages that the monitoring of a lab has. The others take a user of the system account. */
const monitored: ReadonlySet<string> = new Set<MonitorPage>([
  'accountz',
  'connz',
  'healthz',
  'jsz',
  'leafz',
  'routez',
  'subsz',
  'varz',
]);

const account = (help: string) => text(help, { placeholder: 'ACCOUNT' });
const subscriptions = onOff('Show subscription detail');

const states = ['open', 'closed', 'all'] as const;

/** Leaves out what is not given. */
const given = (options: Record<string, unknown>): object =>
  Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined && value !== false),
  );

const pages: readonly Page<Flags>[] = [
  {
    name: 'accounts',
    aliases: ['accountz', 'acct'],
    help: 'Show account details',
    page: 'accountz',
    flags: { account: account('Retrieve information for a specific account') },
    options: (flags) => given({ account: flags['account'] }),
  },
  {
    name: 'connections',
    aliases: ['conn', 'connz'],
    help: 'Show connection details',
    page: 'connz',
    flags: {
      sort: choice(
        [
          'cid',
          'start',
          'subs',
          'pending',
          'msgs_to',
          'msgs_from',
          'bytes_to',
          'bytes_from',
          'last',
          'idle',
          'uptime',
          'stop',
          'reason',
          'rtt',
        ],
        'Sort by a specific property',
      ),
      subscriptions: onOff('Show subscriptions'),
      'filter-cid': wholeOr(0, 'Filter on a specific CID', { placeholder: 'CID' }),
      'filter-state': choice(states, 'Filter on a specific account state (open, closed, all)'),
      'filter-user': text('Filter on a specific username', { placeholder: 'USER' }),
      'filter-account': account('Filter on a specific account'),
      'filter-subject': text(
        'Limits responses only to those connections with matching subscription interest',
        { placeholder: 'SUBJECT' },
      ),
      'filter-empty': onOff('Only shows responses that have connections'),
    },
    options: (flags) =>
      given({
        sort: flags['sort'] ?? 'cid',
        auth: true,
        subscriptions: flags['subscriptions'],
        subscriptions_detail: flags['subscriptions'],
        offset: flags.offset,
        limit: flags.limit,
        cid: flags['filter-cid'] || undefined,
        user: flags['filter-user'],
        acc: flags['filter-account'],
        filter_subject: flags['filter-subject'],
        state:
          states.indexOf((flags['filter-state'] ?? 'open') as (typeof states)[number]) || undefined,
      }),
  },
  {
    name: 'gateways',
    aliases: ['gateway', 'gwy', 'gatewayz'],
    help: 'Show gateway details',
    page: 'gatewayz',
    args: { ...waitArg, 'filter-name': optional('Filter results on gateway name') },
    flags: {
      'filter-account': account('Show only a certain account in account detail'),
      accounts: onOff('Show account detail'),
      subscriptions: onUnless('Show subscription details'),
    },
    options: (flags) => {
      const name = flags['filter-account'];
      const detail = name !== undefined && flags['subscriptions'];
      return given({
        accounts: flags['accounts'] === true || name !== undefined,
        account_name: name,
        account_subscriptions: detail,
        account_subscriptions_detail: detail,
      });
    },
  },
  {
    name: 'ipqueue',
    aliases: ['ipq', 'ipqueuesz'],
    help: 'Show IP Queue details',
    page: 'ipqueuesz',
    args: {},
    flags: {
      all: onUnless('Shows all available information'),
      filter: text('Filter results for specific queues', { placeholder: 'FILTER' }),
    },
    options: ({ all, filter }) => given({ all, filter }),
  },
  {
    name: 'jetstream-health',
    aliases: ['healthz'],
    help: 'Request JetStream health status',
    page: 'healthz',
    flags: {
      'js-enabled': onOff('Checks that JetStream should be enabled on all servers', {
        short: 'J',
        negatable: true,
      }),
      'server-only': onOff(
        'Restricts the health check to the JetStream server only, do not check streams and consumers',
        { short: 'S', negatable: true },
      ),
      account: account('Check only a specific Account'),
      stream: text('Check only a specific Stream', { placeholder: 'STREAM' }),
      consumer: text('Check only a specific Consumer', { placeholder: 'CONSUMER' }),
      details: onUnless('Include extended details about all failures'),
    },
    options: (flags) =>
      given({
        'js-enabled-only': flags['js-enabled'],
        'js-server-only': flags['server-only'],
        account: flags['account'],
        stream: flags['stream'],
        consumer: flags['consumer'],
        details: flags['details'],
      }),
  },
  {
    name: 'jetstream',
    aliases: ['jsz', 'js'],
    help: 'Show JetStream details',
    page: 'jsz',
    flags: {
      account: account('Show statistics scoped to a specific account'),
      accounts: onOff('Include details about accounts'),
      streams: onOff('Include details about Streams'),
      consumer: onOff('Include details about Consumers'),
      config: onOff('Include details about configuration'),
      raft: onOff('Include details about raft groups'),
      leader: onOff('Request a response from the Meta-group leader only'),
      'stream-leader': onOff('Request a response from Stream leaders only'),
      all: onOff('Include accounts, streams, consumers and configuration'),
    },
    options: (flags) => {
      const { all } = flags;
      return given({
        account: flags['account'],
        accounts: flags['accounts'] || all,
        streams: flags['streams'] || all,
        consumer: flags['consumer'] || all,
        config: flags['config'] || all,
        raft: flags['raft'] || all,
        leader_only: flags['leader'],
        stream_leader_only: flags['stream-leader'],
        offset: flags.offset || undefined,
        limit: flags.limit,
      });
    },
  },
  {
    name: 'leafnodes',
    aliases: ['leaf', 'leafz'],
    help: 'Show leafnode details',
    page: 'leafz',
    flags: { subscriptions },
    options: (flags) => given({ subscriptions: flags['subscriptions'] }),
  },
  {
    name: 'raft',
    aliases: ['raftz'],
    help: 'Show RAFT state details',
    page: 'raftz',
    args: {},
    flags: {
      account: account('Filters on an specific account'),
      group: text('Filters on a specific group', { placeholder: 'GROUP' }),
    },
    options: (flags) => given({ account: flags['account'], group: flags['group'] }),
  },
  {
    name: 'routes',
    aliases: ['route', 'routez'],
    help: 'Show route details',
    page: 'routez',
    flags: { subscriptions },
    options: ({ subscriptions: detail }) =>
      given({ subscriptions: detail, subscriptions_detail: detail }),
  },
  {
    name: 'subscriptions',
    aliases: ['sub', 'subsz'],
    help: 'Show subscription information',
    page: 'subsz',
    flags: {
      detail: onOff('Include detail about all subscriptions'),
      'filter-account': account('Filter on a specific account'),
      'filter-subject': text('Filter based on subscriptions matching this subject', {
        placeholder: 'SUBJECT',
      }),
    },
    options: (flags) =>
      given({
        offset: flags.offset || undefined,
        limit: flags.limit,
        subscriptions: flags['detail'],
        account: flags['filter-account'],
        test: flags['filter-subject'],
      }),
  },
  {
    name: 'variables',
    aliases: ['var', 'varz'],
    help: 'Show runtime variables',
    page: 'varz',
    flags: {},
  },
];

const requests = pages.map(({ name, aliases, help, page, args = waitArg, flags: own, options }) =>
  serverCommand({
    name: `server request ${name}`,
    aliases,
    help,
    onlySystem: !monitored.has(page),
    args,
    flags: { ...requestFlags, ...own },
    run: async (context, given: Partial<Record<string, string>>, flags, servers) => {
      const { wait, 'filter-name': only } = given;
      const filter = requestFilter(context, wait, flags);
      const asked = { ...options?.(flags), ...(only && { name: only }) };
      const answers = monitored.has(page)
        ? await servers.replies(page as MonitorPage, asked, filter)
        : ((await servers.request(page, asked, filter)) ??
          needsSystem(`$SYS.REQ.SERVER.PING.${page.toUpperCase()}`));
      const empty = (data: unknown) =>
        'filter-empty' in flags &&
        flags['filter-empty'] === true &&
        !(data as { num_connections?: number }).num_connections;
      const shown: Reply<unknown>[] = answers.filter(({ data }) => !empty(data));
      outAll(
        context,
        shown.map(({ data, ...reply }) =>
          JSON.stringify(reply.error ? reply : { server: reply.server, data }),
        ),
      );
    },
  }),
);

function requestFilter(
  context: CommandContext,
  wait: string | undefined,
  { name, host, cluster, tags }: Given,
): ServerFilter {
  const alone = name !== undefined || host !== undefined ? 1 : undefined;
  const { domain } = context;
  return { name, host, cluster, tags, domain, wait: countOf(wait) ?? alone };
}

const kick = command({
  name: 'server request kick',
  help: 'Disconnects a client immediately',
  args: {
    client: required('The Client ID to disconnect'),
    server: required('The Server ID to disconnect the client from'),
  },
  flags: {},
  run: async (context, { client, server }) => {
    const cid = countOf(client) ?? 0;
    const answers =
      (context.login &&
        (await requestAll(context, `$SYS.REQ.SERVER.${server}.KICK`, { cid }, 1))) ??
      needsSystem();
    for (const answer of answers) context.out(JSON.stringify(answer, undefined, 2));
  },
});

/** `server request` and its pages. */
export const serverRequests: readonly Command[] = [...requests, kick];

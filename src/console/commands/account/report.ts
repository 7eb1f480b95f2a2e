import type { Connection } from '../../../lab/network/monitor-pages.ts';
import { command, outAll } from '../../command.ts';
import { duration, onOff, onUnless } from '../../flags.ts';
import { Problem } from '../../problem.ts';
import { table } from '../../table.ts';
import { showCount, showSize } from '../../units.ts';
import { inGoWords } from '../go-words.ts';
import {
  closedFor,
  connectionFlags,
  connectionStates,
  showConnections,
} from '../server/report-connections.ts';
import type { Reply } from '../server/source.ts';
import { requestAll, systemRefusal } from '../server/system-request.ts';

const silence = 'did not get results from any servers';

const accountConnections = command({
  name: 'account report connections',
  aliases: ['conn', 'connz', 'conns'],
  help: 'Report on connections',
  args: {},
  flags: {
    ...connectionFlags,
    reverse: onOff('Reverse sort connections', { short: 'R' }),
  },
  run: async (context, _, flags) => {
    const { sort = 'subs', top, subject, username: user, reverse, state = 'open' } = flags;
    const found = await ask<{ connections?: Connection[] }>(context, 'CONNZ', {
      auth: true,
      subscriptions: true,
      limit: 1024,
      state: connectionStates.indexOf(state),
      ...(user && { user }),
      ...(subject && { filter_subject: subject }),
    });
    const all = found.flatMap(({ server, data }) =>
      (data.connections ?? []).map((connection) => ({ ...connection, server })),
    );
    const connections = closedFor(all, flags['closed-reason']);
    if (!connections.length) throw new Problem(silence);
    context.out('');
    showConnections(context, connections, { sort, reverse, top, state });
  },
});

/** What a server knows of an account; see `AccountStat` of nats-server. */
interface AccountStatistics {
  conns: number;
  leafnodes: number;
  num_subscriptions: number;
  sent: { msgs: number; bytes: number };
  received: { msgs: number; bytes: number };
  slow_consumers: number;
}

const accountStatistics = command({
  name: 'account report statistics',
  aliases: ['stats', 'statsz'],
  help: 'Report on server statistics',
  args: {},
  flags: {},
  run: async (context) => {
    const found = await ask<{ account_statz?: AccountStatistics[] }>(context, 'STATZ', {});
    const all = found.flatMap(({ server, data }) => {
      const [statistics] = data.account_statz ?? [];
      return statistics ? [{ server, ...statistics }] : [];
    });
    const sum = (of: (each: AccountStatistics) => number) =>
      all.reduce((total, each) => total + of(each), 0);
    const rows = all.map(({ server, ...each }) => [
      server.host,
      server.cluster ?? '',
      server.ver,
      (server.tags ?? []).join(', '),
      showCount(each.conns),
      showCount(each.num_subscriptions),
      showCount(each.leafnodes),
      showSize(each.sent.bytes),
      showCount(each.sent.msgs),
      showSize(each.received.bytes),
      showCount(each.received.msgs),
      showCount(each.slow_consumers),
    ]);
    const head = [
      'Server',
      'Cluster',
      'Version',
      'Tags',
      'Connections',
      'Subscriptions',
      'Leafnodes',
      'Sent Bytes',
      'Sent Messages',
      'Received Bytes',
      'Received Messages',
      'Slow Consumers',
    ];
    // The CLI's totals stand one column to the left from the subscriptions on, as here.
    const totals = [
      String(found.length),
      '',
      '',
      '',
      showCount(sum((each) => each.conns)),
      showCount(sum((each) => each.leafnodes)),
      showSize(sum((each) => each.sent.bytes)),
      showCount(sum((each) => each.sent.msgs)),
      showSize(sum((each) => each.received.bytes)),
      showCount(sum((each) => each.received.msgs)),
      showCount(sum((each) => each.slow_consumers)),
      '',
    ];
    outAll(context, [...table('Server Statistics', head, rows, totals), '']);
  },
});

/**
 * Asks all servers that the account reaches, by any user of it.
 * @throws Problem if none answers, or with a server's words
 */
async function ask<T>(
  context: Parameters<typeof requestAll>[0],
  page: string,
  body: object,
): Promise<{ server: Reply<T>['server']; data: T }[]> {
  const subject = `$SYS.REQ.ACCOUNT.PING.${page}`;
  const found = await requestAll<Reply<T>>(context, subject, body);
  if (!found) throw new Problem(`${subject}: ${systemRefusal}`);
  if (!found.length) throw new Problem(silence);
  return found.map(({ server, data, error }) => {
    if (error) throw new Problem(`invalid response received: ${error.description}`);
    if (!data) throw new Problem('no data received in response');
    return { server, data };
  });
}

/** The reports that any user may have of the own account. */
export const accountReports = [accountConnections, accountStatistics].map(inGoWords);

export const accountTls = command({
  name: 'account tls',
  help: 'Report TLS chain for connected server',
  differs: 'Clients of this page are not encrypted, so it always says so.',
  args: {},
  flags: {
    'expire-warn': duration('Warn about certs expiring this soon, 0 to disable', {
      placeholder: '1w',
    }),
    ocsp: onOff('Report OCSP information, if any'),
    pem: onUnless('Show PEM Certificate blocks (true)'),
  },
  run: async (context) => {
    await context.nats();
    throw new Problem('nats: connection is not tls', 'Clients of this page are not encrypted.');
  },
});

import type { JetStreamAccountStats } from '../../nats/nats-client.ts';
import { command, outAll, type CommandContext } from '../command.ts';
import { Problem } from '../problem.ts';
import { Report } from '../report.ts';
import { showLimit, showSize } from '../units.ts';

interface Permission {
  allow?: string[];
  deny?: string[];
}

/** The answer to `$SYS.REQ.USER.INFO`. */
interface UserInfo {
  data: {
    user: string;
    account: string;
    account_name?: string;
    permissions?: { publish?: Permission; subscribe?: Permission };
  };
}

export const accountInfo = command({
  name: 'account info',
  aliases: ['nfo'],
  help: 'Account information',
  differs: 'The server has no address of its own here, and lines about TLS and tiers are left out.',
  args: {},
  flags: {},
  run: async (context) => {
    const nats = await context.nats();
    const asked = await nats.request('$SYS.REQ.USER.INFO', '', { timeout: context.timeout });
    const { data } = asked.json<UserInfo>();
    const start = performance.now();
    await nats.flush();
    const rtt = performance.now() - start;
    const server = nats.info!;
    const report = new Report('Account Information')
      .rowIf('User', data.user)
      .row('Account', data.account_name ? `${data.account_name} (${data.account})` : data.account)
      .row('Client ID', server.client_id)
      .row('RTT', `${rtt.toFixed(1)}ms`)
      .row('Headers Supported', server.headers ?? false)
      .row('Maximum Payload', showSize(server.max_payload))
      .rowIf('Connected Cluster', server.cluster)
      .row('Connected Server ID', server.server_id)
      .row('Connected Server Version', server.version)
      .row('Connected Server Name', server.server_name);
    const { publish, subscribe } = data.permissions ?? {};
    if (publish ?? subscribe) report.heading('Connection Permissions:');
    for (const [what, list] of Object.entries({ Publish: publish, Subscribe: subscribe })) {
      report.rowIf(`${what} Allow`, list?.allow).rowIf(`${what} Deny`, list?.deny);
    }
    outAll(context, [...report.lines(), '', ...(await jetStreamReport(context))]);
  },
});

async function jetStreamReport(context: CommandContext): Promise<string[]> {
  const js = await context.jetStream();
  const info = await js.ask<JetStreamAccountStats>('INFO').catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    return error.message;
  });
  if (typeof info === 'string') {
    return [
      'JetStream Account Information:',
      '',
      `   Could not obtain account information: ${info}`,
    ];
  }
  const { limits, domain } = info;
  const of = (used: string, limit: string) => `${used} of ${limit}`;
  return new Report(`JetStream Account Information${domain ? ` for domain ${domain}` : ''}:`)
    .heading('Account Usage:')
    .rowIf('Domain', domain)
    .row('Storage', showSize(info.storage))
    .row('Memory', showSize(info.memory))
    .row('Streams', info.streams)
    .row('Consumers', info.consumers)
    .heading('Account Limits:')
    .row('Memory', of(showSize(info.memory), showLimit(limits.max_memory, showSize)))
    .row('Storage', of(showSize(info.storage), showLimit(limits.max_storage, showSize)))
    .row('Streams', of(String(info.streams), showLimit(limits.max_streams, String)))
    .row('Consumers', showLimit(limits.max_consumers, String))
    .lines();
}

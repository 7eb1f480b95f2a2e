import type { Msg } from '../../../nats/nats-client.ts';
import { createInbox } from '../../../nats/nats-client.ts';
import { command, outAll, type CommandContext } from '../../command.ts';
import { Problem } from '../../problem.ts';
import { Report } from '../../report.ts';
import { showCount, showDuration, showSize } from '../../units.ts';

interface Permission {
  allow?: string[];
  deny?: string[];
}

/** An answer to `$SYS.REQ.USER.INFO`. */
interface UserInfo {
  server?: { id: string };
  data?: {
    user: string;
    user_name?: string;
    account: string;
    account_name?: string;
    expires?: number;
    permissions?: { publish?: Permission; subscribe?: Permission };
  };
}

interface Limits {
  max_memory: number;
  max_storage: number;
  max_streams: number;
  max_consumers: number;
  max_ack_pending: number;
  memory_max_stream_bytes: number;
  storage_max_stream_bytes: number;
  max_bytes_required: boolean;
}

interface Tier {
  memory: number;
  storage: number;
  reserved_memory?: number;
  reserved_storage?: number;
  streams: number;
  consumers: number;
  limits: Limits;
}

interface AccountInfo extends Tier {
  domain?: string;
  tiers?: Record<string, Tier>;
}

export const accountInfo = command({
  name: 'account info',
  aliases: ['nfo'],
  help: 'Account information',
  differs:
    'The server is named as in the lab, since it has no address of its own. Clients of this page are not encrypted.',
  args: {},
  flags: {},
  run: async (context) => {
    const nats = await context.nats();
    const user = await ownUser(context);
    const start = performance.now();
    await nats.flush();
    const rtt = (performance.now() - start) * 1e6;
    const server = nats.info!;
    const report = new Report('Account Information');
    if (user) {
      const { account, account_name: name, expires = 0 } = user;
      report
        .row('User', user.user_name ? `${user.user_name} (${user.user})` : user.user)
        .row('Account', name ? `${name} (${account})` : account);
      if (name)
        report.row('System Account', (server as { acc_is_sys?: boolean }).acc_is_sys ?? false);
      report.row('Expires', expires ? showDuration(expires) : 'never');
    }
    report
      .row('Client ID', server.client_id)
      .row('Client IP', server.client_ip ?? '')
      .row('RTT', showDuration(rtt))
      .row('Headers Supported', server.headers ?? false)
      .row('Maximum Payload', showSize(server.max_payload))
      .rowIf('Connected Cluster', server.cluster)
      .row('Connected URL', `nats://${context.server}`)
      .row('Connected Address', context.server)
      .row('Connected Server ID', server.server_id)
      .row('Connected Server Version', server.version)
      .row('Connected Server Name', server.server_name)
      .row('TLS Connection', 'no');
    if (user?.permissions) {
      const { publish, subscribe } = user.permissions;
      report.heading('Connection Permissions:');
      permission(report, 'Publish:', publish);
      if (publish) report.gap();
      permission(report, 'Subscribe:', subscribe);
      report.gap();
    }
    await jetStream(context, report);
    outAll(context, report.lines());
  },
});

/**
 * Answers what the server knows of this connection's user. Over leaf connections other servers answer as well, each
 * for the connection by which it was asked: only this server's own answer counts. Undefined without one.
 */
async function ownUser(context: CommandContext): Promise<UserInfo['data']> {
  const nats = await context.nats();
  const inbox = createInbox(context.inboxPrefix);
  return new Promise((resolve, reject) => {
    const end = (data: UserInfo['data']) => {
      clearTimeout(timer);
      subscription.unsubscribe();
      resolve(data);
    };
    const timer = setTimeout(end, 1000);
    const callback = (error: Error | null, message: Msg) => {
      if (error) {
        clearTimeout(timer);
        return reject(error);
      }
      if (message.headers?.code === 503) return end(undefined);
      const { server, data } = message.json<UserInfo>();
      if (server?.id === nats.info?.server_id) end(data);
    };
    const subscription = nats.subscribe(inbox, { callback });
    nats.publish('$SYS.REQ.USER.INFO', '', { reply: inbox });
  });
}

function permission(report: Report, title: string, { allow, deny }: Permission = {}): void {
  if (!allow?.length && !deny?.length) return;
  report.indent(2).line(` ${title}`).rowIf('Allow', allow?.sort());
  if (deny?.length) report.gap().row('Deny', deny.sort());
  report.indent(0);
}

async function jetStream(context: CommandContext, report: Report): Promise<void> {
  const js = await context.jetStream();
  const info = await js.ask<AccountInfo>('INFO').catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    return error;
  });
  if (info instanceof Problem) {
    const none = info.message === 'nats: no responders available for request';
    report
      .gap()
      .line(
        none
          ? '    JetStream is not supported in this account'
          : info.message === 'context deadline exceeded'
            ? '    No response from JetStream server'
            : `    Could not obtain account information:  ${info.message}`,
      );
    if (none) outAll({ out: context.err }, info.help);
    return;
  }
  const { domain, tiers = {} } = info;
  report
    .heading(`JetStream Account Information${domain ? ` for domain ${domain}` : ''}:`)
    .heading('Account Usage:')
    .rowIf('Domain', domain)
    .row('Storage', showSize(info.storage))
    .row('Memory', showSize(info.memory))
    .row('Streams', showCount(info.streams))
    .row('Consumers', showCount(info.consumers))
    .heading('Account Limits:')
    .row('Max Message Payload', showSize((await context.nats()).info!.max_payload));
  const named = Object.entries(tiers).sort();
  for (const [name, tier] of named.length ? named : [['Default', info] as const]) {
    showTier(report, name, tier);
  }
}

const unlimited = 'Unlimited';

function showTier(report: Report, name: string, tier: Tier): void {
  const { limits } = tier;
  const bytes = (limit: number) => (limit <= 0 ? unlimited : showSize(limit));
  const usage = (used: number, limit: number, reserved = 0) =>
    `${showSize(used)} of ${limit === -1 ? unlimited : showSize(limit)} ` +
    (reserved > 0 ? `(${showSize(reserved)} reserved)` : '');
  const { max_ack_pending: pending, max_streams: streams, max_consumers: consumers } = limits;
  report
    .indent(2)
    .heading(`Tier: ${name}:`)
    .indent(6)
    .heading('Configuration Requirements:')
    .row('Stream Requires Max Bytes Set', limits.max_bytes_required)
    .row('Consumer Maximum Ack Pending', pending <= 0 ? unlimited : showCount(pending))
    .heading('Stream Resource Usage Limits:')
    .row('Memory', usage(tier.memory, limits.max_memory, tier.reserved_memory))
    .row('Memory Per Stream', bytes(limits.memory_max_stream_bytes))
    .row('Storage', usage(tier.storage, limits.max_storage, tier.reserved_storage))
    .row('Storage Per Stream', bytes(limits.storage_max_stream_bytes))
    .row(
      'Streams',
      `${showCount(tier.streams)} of ${streams === -1 ? unlimited : showCount(streams)}`,
    )
    .row('Consumers', consumers === -1 ? unlimited : `Maximum ${showCount(consumers)} per stream`)
    .indent(0);
}

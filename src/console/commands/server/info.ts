import type { Varz } from '../../../lab/network/monitor-pages.ts';
import { command, optional, outAll, required, type CommandContext } from '../../command.ts';
import { onOff } from '../../flags.ts';
import { Problem } from '../../problem.ts';
import { Report } from '../../report.ts';
import { showCount, showDuration, showSize, showTime } from '../../units.ts';
import { confirmed, noTerminal } from '../common-flags.ts';
import { needsSystem, serverCommand, type Answer } from './source.ts';
import { requestAll } from './system-request.ts';

/** What `server info` shows beyond what the site reads; see `Varz` of nats-server. */
interface Details extends Omit<Varz, 'jetstream' | 'cluster'> {
  git_commit?: string;
  go: string;
  config_load_time: string;
  config_digest?: string;
  auth_required?: boolean;
  tls_required?: boolean;
  port: number;
  ip?: string;
  connect_urls?: string[];
  ws_connect_urls?: string[];
  max_connections: number;
  max_subscriptions?: number;
  max_payload: number;
  tls_timeout: number;
  write_deadline: number;
  gomaxprocs?: number;
  gomemlimit?: number;
  in_bytes: number;
  out_bytes: number;
  jetstream?: { config?: JetStreamConfig; stats?: JetStreamStats; limits?: JetStreamLimits };
  cluster?: { name?: string; addr?: string; cluster_port?: number; urls?: string[] };
  gateway?: { name?: string; host?: string; port?: number; gateways?: { name: string }[] };
}

interface JetStreamConfig {
  domain?: string;
  store_dir?: string;
  max_memory: number;
  max_storage: number;
  sync_interval?: number;
  sync_always?: boolean;
  unique_tag?: string;
  compress_ok?: boolean;
  strict?: boolean;
}

interface JetStreamStats {
  accounts: number;
  memory: number;
  storage: number;
  api: { level?: number; total: number; errors: number };
}

interface JetStreamLimits {
  max_ha_assets?: number;
  max_ack_pending?: number;
  max_request_batch?: number;
  max_duplicate_window?: number;
  max_batch_timeout?: number;
  max_batch_inflight_per_stream?: number;
  max_batch_inflight_total?: number;
}

export const serverInfo = serverCommand({
  name: 'server info',
  aliases: ['i'],
  help: 'Show information about a single server',
  args: { server: optional('Server ID or Name to inspect', 'server') },
  flags: {},
  run: async (context, { server = '' }, _, servers) => {
    const byId = /^[A-Z0-9]{56}$/.test(server);
    const name = byId || server === '' ? undefined : server;
    const answers = await servers.ask('varz', {}, { name, wait: byId ? undefined : 1 });
    const found = answers.find((answer) => !byId || answer.server.id === server);
    if (!found) {
      throw new Problem(
        'no results received, ensure the account used has system privileges and appropriate permissions',
      );
    }
    outAll(context, infoLines(found.data as unknown as Details));
  },
});

function infoLines(varz: Details): string[] {
  const { server_id: id, server_name: name } = varz;
  const report = new Report(`Server information for ${id === name ? id : `${name} (${id})`}`);
  report
    .heading('Process Details:')
    .row('Version', varz.version)
    .row('Git Commit', varz.git_commit ?? '')
    .row('Go Version', varz.go)
    .row('Start Time', showTime(varz.start))
    .row('Configuration Load Time', showTime(varz.config_load_time))
    .rowIf('Configuration Digest', varz.config_digest)
    .row('Uptime', varz.uptime)
    .heading('Connection Details:')
    .row('Auth Required', varz.auth_required ?? false)
    .row('TLS Required', varz.tls_required ?? false)
    .row('Host', `${varz.host}:${varz.port}${varz.ip ? ` (${varz.ip})` : ''}`)
    .rowIf('Client URLs', varz.connect_urls)
    .rowIf('WebSocket URLs', varz.ws_connect_urls);
  const { config, stats, limits } = varz.jetstream ?? {};
  if (config?.store_dir && stats) addJetStream(report, config, stats, limits);
  report
    .heading('Limits:')
    .row('Maximum Connections', showCount(varz.max_connections))
    .row('Maximum Subscriptions', showCount(varz.max_subscriptions ?? 0))
    .row('Maximum Payload', showSize(varz.max_payload))
    .row('TLS Timeout', showDuration(Math.trunc(varz.tls_timeout) * 1e9))
    .row('Write Deadline', showDuration(varz.write_deadline))
    .heading('Statistics:')
    .row('CPU Cores', `${varz.cores} ${varz.cpu.toFixed(2)}%`)
    .rowIf('GOMAXPROCS', varz.gomaxprocs)
    .row('Memory', showSize(varz.mem))
    .rowIf('GOMEMLIMIT', varz.gomemlimit && showCount(varz.gomemlimit))
    .row('Connections', showCount(varz.connections))
    .row('Subscriptions', showCount(varz.subscriptions))
    .row('Messages', `${showCount(varz.in_msgs)} in ${showCount(varz.out_msgs)} out`)
    .row('Bytes', `${showSize(varz.in_bytes)} in ${showSize(varz.out_bytes)} out`)
    .row('Slow Consumers', showCount(varz.slow_consumers));
  const { cluster, gateway, tags } = varz;
  if (cluster?.urls?.length) {
    report
      .heading('Cluster:')
      .row('Name', cluster.name ?? '')
      .rowIf('Tags', tags?.join(', '))
      .row('Host', `${cluster.addr}:${cluster.cluster_port}`)
      .row('URLs', cluster.urls);
  }
  if (gateway?.gateways?.length) {
    report
      .heading('Super Cluster:')
      .row('Name', gateway.name ?? '')
      .row('Host', `${gateway.host}:${gateway.port}`)
      .row('Clusters', gateway.gateways.map(({ name }) => name).sort());
  }
  return report.lines();
}

const unlimited = (limit = 0) => (limit > 0 ? showCount(limit) : 'unlimited');

function addJetStream(
  report: Report,
  config: JetStreamConfig,
  stats: JetStreamStats,
  limits: JetStreamLimits | undefined,
): void {
  report
    .heading('JetStream:')
    .row('Domain', config.domain ?? '')
    .row('API Support Level', stats.api.level ?? 0)
    .row('Storage Directory', config.store_dir ?? '')
    .row('Active Accounts', showCount(stats.accounts))
    .row('Memory In Use', showSize(stats.memory))
    .row('File In Use', showSize(stats.storage))
    .row('API Requests', showCount(stats.api.total))
    .row('API Errors', showCount(stats.api.errors));
  if (config.sync_interval) {
    report
      .row('Always sync writes to disk', config.sync_always ?? false)
      .row('Write sync Frequency', showDuration(config.sync_interval));
  }
  report
    .row('Maximum Memory Storage', showSize(config.max_memory))
    .row('Maximum File Storage', showSize(config.max_storage))
    .rowIf('Unique Tag', config.unique_tag)
    .row('Cluster Message Compression', config.compress_ok ?? false);
  if (limits) {
    const { max_duplicate_window: window, max_request_batch: batch = 0 } = limits;
    report
      .row('Maximum HA Assets', unlimited(limits.max_ha_assets))
      .row('Maximum Ack Pending', unlimited(limits.max_ack_pending))
      .row('Maximum Request Batch', unlimited(batch))
      .row('Maximum Duplicate Window', window ? showDuration(window) : 'unlimited')
      .row('Maximum Messages Per Batch', showCount(batch))
      .row('Maximum Batch Timeout', showDuration(limits.max_batch_timeout ?? 0))
      .row('Maximum Open Batches Per Stream', showCount(limits.max_batch_inflight_per_stream ?? 0))
      .row('Maximum Open Batches Per Server', showCount(limits.max_batch_inflight_total ?? 0));
  }
  report.row('Strict API Parsing', config.strict ?? false);
}

/** Asks one server by its id. @throws Problem for a user that is not of the system account */
async function askById<T>(context: CommandContext, id: string, request: string): Promise<T[]> {
  const subject = `$SYS.REQ.SERVER.${id}.${request}`;
  return (context.login && (await requestAll<T>(context, subject, {}, 1))) ?? needsSystem();
}

export const configReload = command({
  name: 'server config reload',
  help: 'Reloads the runtime configuration',
  differs: 'There are no prompts: it needs --force.',
  args: { id: required('The server ID to trigger a reload for') },
  flags: { force: onOff('Force reload without prompting', { short: 'f', negatable: true }) },
  run: async (context, { id }, { force }) => {
    if (!force) {
      const [varz] = await askById<Answer<Details>>(context, id, 'VARZ');
      if (!varz) throw new Problem(`no response from server ${id}`);
      confirmed(force, noTerminal);
    }
    const answers = await askById<{ error?: { description: string } }>(context, id, 'RELOAD');
    if (answers.length !== 1) {
      throw new Problem(`invalid response from ${answers.length} servers`);
    }
    // The CLI does not look at the answer.
    const refused = answers[0]!.error?.description;
    if (refused !== undefined) context.err(`The server said: ${refused}`);
    const [varz] = await askById<Answer<Details>>(context, id, 'VARZ');
    if (varz) outAll(context, infoLines(varz.data));
  },
});

import type { MetaCluster } from '../../../lab/network/monitor-pages.ts';
import { apiPrefix, readAnswer } from '../../../lab/monitoring/jetstream-api.ts';
import { errorText } from '../../../lab/error-text.ts';
import { command, outAll, required, type Command, type CommandContext } from '../../command.ts';
import { list, onOff, text } from '../../flags.ts';
import { Problem } from '../../problem.ts';
import { table } from '../../table.ts';
import { clock } from '../../units.ts';
import { confirmed, noTerminal } from '../common-flags.ts';
import { Servers } from './source.ts';
import { requestAll } from './system-request.ts';

const asSystem =
  'The request itself needs a user of the system account, as in the nats CLI: --user and --password. The state before it is read from the monitoring of the lab.';

/** The members of the JetStream cluster with a domain. */
async function membersOf(context: CommandContext, domain: string | undefined) {
  const answers = (await new Servers(context).ask('jsz')).flatMap(({ server, data }) =>
    data.meta_cluster
      ? [{ server: server.name, meta: data.meta_cluster, domain: data.config?.domain }]
      : [],
  );
  const members = answers.filter((answer) => answer.domain === domain);
  if (members.length) return members;
  const domains = [...new Set(answers.map((answer) => answer.domain ?? 'no domain'))];
  throw new Problem(
    domains.length === 1
      ? `servers are in domain ${domains[0]}, specify it using --js-domain`
      : `multiple domains found, pick one from ${domains.join(', ')}`,
  );
}

/** The leader of the only cluster of JetStream that answers. */
interface Leader {
  server: string;
  meta: MetaCluster;
}

/** @param aim the purpose for which one leader must be known, in the CLI's words */
async function metaLeader(context: CommandContext, aim: string): Promise<Leader> {
  const { domain } = context;
  const answers = await new Servers(context).ask('jsz', {}, { domain });
  const leaders = answers.flatMap(({ server, data: { meta_cluster: meta } }) =>
    meta?.leader === server.name ? [{ server: server.name, meta }] : [],
  );
  const [leader] = leaders;
  if (!leader) {
    throw new Problem(
      'did not receive a response from the meta leader, ensure the account used has system privileges and appropriate permissions',
    );
  }
  if (leaders.length === 1) return leader;
  throw new Problem(
    `found ${leaders.length} JetStream meta cluster leaders, unable to determine which cluster to ${aim}`,
    'Name the domain: --js-domain.',
  );
}

const rescue = command({
  name: 'server cluster rescue',
  help: 'Perform a cluster rescue operation',
  differs: `The nats CLI asks how many peers a quorum is to need from now on. There are no prompts here, so the number of members that answer is taken. ${asSystem}`,
  examples: ['server cluster rescue --user sys --password s7s --js-domain hub'],
  args: {},
  flags: {},
  run: async (context) => {
    const { domain } = context;
    const members = await membersOf(context, domain);
    const rows = members.map(({ server, meta }) => [
      meta.leader === server ? `${server}*` : server,
      meta.name ?? '',
      meta.cluster_size,
      peersOf(meta),
      meta.quorum_needed ?? '',
      String(meta.rescue ?? false),
    ]);
    const head = ['Server', 'Cluster', 'Size', 'Peers', 'Quorum Requires', 'Rescuing'];
    outAll(context, [...table('Current Cluster State', head, rows), '']);
    if (members.some(({ meta }) => meta.leader)) {
      return context.out('Cluster is healthy with a leader, no rescue needed');
    }
    outAll(context, beforeRescue);
    const subject = `${apiPrefix(domain)}.META.RESCUE`;
    const asked = { quorum_needed: members.length };
    const answered = await requestAll<Record<string, unknown>>(
      context,
      subject,
      asked,
      members.length,
      (answer) => context.out(answerOf(answer)),
    );
    if (!answered) {
      throw new Problem(
        'nats: no responders available for request',
        'Log in as a user of the system account: --user and --password.',
      );
    }
    outAll(context, [
      '',
      "The final step is to use the 'nats server cluster peer-remove' command to remove the",
      'servers you removed from the cluster. Once only the required amount of nodes are up',
      'and in the meta cluster normal operations will resume.',
    ]);
  },
});

/** How many members of its cluster a member knows, as it says itself. */
function peersOf({ replicas, leader }: MetaCluster): string {
  const own = leader ? 1 : 0;
  const others = replicas ?? [];
  const online = others.filter(({ offline }) => !offline).length + own;
  return `${online} online / ${others.length + own} peers`;
}

/** What the CLI says before it asks how many peers are enough. */
const beforeRescue = [
  'Rescuing a cluster is for situations where a server was removed that can not come back',
  'without first using the peer-remove command.',
  '',
  'Rescue will temporarily lower the number of servers required to form a healthy cluster',
  'so new nodes can be added replacing the removed ones.',
  '',
  'Use the above report to determine the minimum number of servers required to form a cluster.',
  '',
];

/** The answer of one server to a rescue, in the CLI's words. */
function answerOf(said: Record<string, unknown>): string {
  const server = String(said['server']);
  try {
    readAnswer(new TextEncoder().encode(JSON.stringify(said)));
  } catch (error) {
    return `Server "${server}": ${errorText(error)} `;
  }
  return `Server "${server}" now requires ${String(said['new_quorum'])} quorum size (was ${String(said['prev_quorum'])})`;
}

/** The warning of the CLI before it asks whether to remove a peer. */
const beforeRemoval = [
  'Removing peers is intended for peers that will not come back, generally for peers that will remain',
  'in the cluster removing the peer is not needed - simply do your maintenance with the peer shut down.',
  '',
  'To return a removed peer to the cluster you have to restart the entire cluster or super-cluster first.',
  'If the peer was online when it was removed you need to restart the removed peer last.',
  '',
  'R1 streams on this peer will migrate to other peers but data will be lost, even if the',
  'peer returns later.',
  '',
  'R1 consumers on this peer will lose their state and revert to starting configuring',
  'which may lead to duplicate deliveries.',
  '',
];

const peerRemove = command({
  name: 'server cluster peer-remove',
  aliases: ['rm', 'pr'],
  help: 'Removes a server from a JetStream cluster',
  differs: `There are no prompts: it needs --force. ${asSystem}`,
  examples: ['server cluster peer-remove hub-1 -f --user sys --password s7s --js-domain hub'],
  args: { name: required('The Server Name or ID to remove from the JetStream cluster', 'server') },
  flags: { force: onOff('Force removal without prompting', { short: 'f' }) },
  run: async (context, { name }, { force }) => {
    const js = await context.jetStream();
    const leader = await metaLeader(context, 'remove the peer from');
    const peer = leader.meta.replicas?.find((one) => one.name === name || one.peer === name);
    if (!peer) throw new Problem(`did not find a replica named ${name}`);
    if (!force) outAll(context, beforeRemoval);
    confirmed(force, `Could not prompt for confirmation: ${noTerminal}`);
    // The API calls the name `peer` and the id `peer_id`; of two members of one name, the id tells which.
    await js.ask('SERVER.REMOVE', { peer: '', peer_id: peer.peer });
  },
});

/** How often, and how many times, the CLI looks for a new leader. */
const looks = { every: 500, times: 5 };

const stepDown = command({
  name: 'server cluster step-down',
  aliases: ['stepdown', 'sd', 'elect', 'down', 'd'],
  help: 'Force a new leader election by standing down the current meta leader',
  differs: asSystem,
  examples: ['server cluster step-down --user sys --password s7s --js-domain hub'],
  args: {},
  flags: {
    cluster: text('Request placement of the leader in a specific cluster', {
      placeholder: 'CLUSTER',
    }),
    tags: list('Request placement of the leader on nodes with specific tag(s)', {
      placeholder: 'TAGS',
    }),
    host: text('Request placement of the leader on a specific node', { placeholder: 'HOST' }),
    force: onOff('Force leader step down ignoring current leader', { short: 'f' }),
  },
  run: async (context, _, { cluster, tags, host }) => {
    const look = () => metaLeader(context, 'step down');
    const { server: was, meta } = await look();
    if (host !== undefined || tags.length) {
      context.out('WARNING: Using placement tags or node name required NATS Server 2.11 or newer');
      context.out('');
    }
    const log = (line: string) => context.out(`${clock()} ${line}`);
    log(
      `Requesting leader step down of "${was}" in a ${(meta.replicas?.length ?? 0) + 1} peer RAFT group`,
    );
    const placement = {
      ...(cluster !== undefined && { cluster }),
      ...(tags.length && { tags }),
      ...(host !== undefined && { preferred: host }),
    };
    const js = await context.jetStream();
    const placed = Object.keys(placement).length > 0;
    await js.ask('META.LEADER.STEPDOWN', placed ? { placement } : {});
    for (let times = 0; times < looks.times; times++) {
      await new Promise((resolve) => setTimeout(resolve, looks.every));
      const now = await look().catch((error: unknown) => error);
      if (now instanceof Error) log(`Failed to retrieve Cluster State: ${now.message}`);
      else if ((now as Leader).server !== was) {
        return log(`New leader elected "${(now as Leader).server}"`);
      }
    }
    throw new Problem('stream did not elect a new leader in time');
  },
});

/** Commands for the members of a JetStream cluster. */
export const serverCluster: readonly Command[] = [stepDown, peerRemove, rescue];

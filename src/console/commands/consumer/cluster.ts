import { command, optional, outAll, type Command, type CommandContext } from '../../command.ts';
import { onOff, text } from '../../flags.ts';
import { Problem } from '../../problem.ts';
import { clock } from '../../units.ts';
import type { ClusterInfo, ConsumerInfo } from '../api-types.ts';
import { confirmed, unconfirmed } from '../common-flags.ts';
import { outConsumer } from './json.ts';
import { all, askConsumer, pickConsumer, requireLevel } from './pick.ts';
import { pause } from '../message/waiting.ts';

const args = {
  stream: optional('Stream to act on', 'stream'),
  consumer: optional('Consumer to act on', 'consumer'),
};

const now = async (context: CommandContext, { stream_name: stream, name }: ConsumerInfo) =>
  askConsumer(await context.jetStream(), stream, name);

const stepDown = command({
  name: 'consumer cluster step-down',
  aliases: ['elect', 'down', 'd'],
  help: 'Force a new leader election by standing down the current leader',
  args,
  flags: {
    preferred: text('Prefer placing the leader on a specific host', {
      placeholder: 'SERVER',
      names: 'server',
    }),
    force: onOff('Force leader step down ignoring current leader', { short: 'f' }),
    all,
  },
  run: async (context, { stream, consumer }, { preferred, ...flags }) => {
    const info = await pickConsumer(context, stream, consumer, flags);
    const { stream_name: of, name, cluster } = info;
    if (!cluster) throw new Problem(`consumer "${of}" > "${name}" is not clustered`);
    if (!cluster.leader && !flags.force) throw new Problem('consumer has no current leader');
    const leader = cluster.leader ?? '<unknown>';
    if (preferred) {
      const words = 'placement hints during step-down requires NATS Server 2.11';
      await requireLevel(context, 1, words);
    }
    const log = (line: string) => context.out(`${clock()} ${line}`);
    const peers = (cluster.replicas ?? []).length + 1;
    log(`Requesting leader step down of "${leader}" in a ${peers} peer RAFT group`);
    const body = preferred ? { placement: { preferred } } : {};
    const js = await context.jetStream();
    await js.ask(`CONSUMER.LEADER.STEPDOWN.${of}.${name}`, body);
    for (let asked = 0; ; asked++) {
      if (asked === 10) throw new Problem('consumer did not elect a new leader in time');
      await pause(500, context.signal);
      const elected = (await now(context, info).catch(() => undefined))?.cluster?.leader;
      if (!elected || elected === leader) continue;
      log(`New leader elected "${elected}"`);
      break;
    }
    context.out('');
    outConsumer(context, await now(context, info));
  },
});

const peersOf = ({ leader = '', replicas = [] }: ClusterInfo) => [
  leader,
  ...replicas.map(({ name }) => name),
];

const evacuate = command({
  name: 'consumer cluster evacuate',
  help: 'Removes a consumer from a peer',
  differs: 'There are no prompts: it needs the name of the peer, and --force.',
  args: { ...args, peer: optional('The name of the peer to remove', 'server') },
  flags: { force: onOff('Force evacuation without prompt', { short: 'f' }), all },
  run: async (context, { stream, consumer, peer }, flags) => {
    const info = await pickConsumer(context, stream, consumer, flags);
    const { stream_name: of, name, cluster } = info;
    if (!cluster) throw new Problem(`consumer "${name}" is not clustered`);
    if (!peer) {
      throw new Problem(
        'cannot prompt for user input without a terminal',
        `Name a peer: ${peersOf(cluster).join(', ')}`,
      );
    }
    const log = (line: string) => context.out(`${clock()} ${line}`);
    log(`Evacuating consumer from peer "${peer}"`);
    confirmed(flags.force, unconfirmed);
    await (await context.jetStream()).ask(`CONSUMER.PEER.EVACUATE.${of}.${name}`, { peer });
    log(`Requested evacuation of peer "${peer}"`);
    log('Waiting up to 1 minute for peer state to change');
    context.out('');
    for (let asked = 0; asked < 60; asked++) {
      await pause(1000, context.signal);
      const { cluster: found } = (await now(context, info).catch(() => undefined)) ?? {};
      if (!found || peersOf(found).includes(peer)) continue;
      return outAll(context, ['', '', `Consumer peers are now: ${peersOf(found).join(', ')}`]);
    }
    throw new Problem(
      `consumer failed to evacuate "${peer}", review stream state using 'nats consumer info'`,
    );
  },
});

/** Commands for consumers that have several replicas. */
export const consumerCluster: readonly Command[] = [stepDown, evacuate];

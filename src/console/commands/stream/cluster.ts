import { command, optional, outAll, type Command, type CommandContext } from '../../command.ts';
import { onOff, text } from '../../flags.ts';
import { Problem } from '../../problem.ts';
import { clock } from '../../units.ts';
import { confirmed, force, unconfirmed } from '../common-flags.ts';
import type { ClusterInfo, StreamInfo } from '../api-types.ts';
import { all, pickStream } from './pick.ts';
import { outStream } from './json.ts';
import { pause } from '../message/waiting.ts';

const streamArg = optional('Stream to act on', 'stream');

const peersOf = ({ leader, replicas = [] }: ClusterInfo): string[] => [
  ...(leader ? [leader] : []),
  ...replicas.map(({ name }) => name),
];

const infoOf = async (context: CommandContext, name: string) =>
  (await context.jetStream()).ask<StreamInfo>(`STREAM.INFO.${name}`);

const stepDown = command({
  name: 'stream cluster step-down',
  aliases: ['stepdown', 'sd', 'elect', 'down', 'd'],
  help: 'Force a new leader election by standing down the current leader',
  args: { stream: streamArg },
  flags: {
    preferred: text('Prefer placing the leader on a specific host', {
      placeholder: 'SERVER',
      names: 'server',
    }),
    force: onOff('Force leader step down ignoring current leader', { short: 'f' }),
    all,
  },
  run: async (context, { stream }, { preferred, ...flags }) => {
    const info = await pickStream(context, stream, flags);
    const { name } = info.config;
    const replicas = info.cluster?.replicas ?? [];
    if (!replicas.length) throw new Problem(`stream ${JSON.stringify(name)} is not clustered`);
    const before = info.cluster?.leader ?? '';
    if (!before && !flags.force) {
      throw new Problem(`stream ${JSON.stringify(name)} has no current leader`);
    }
    const leader = before || '<unknown>';
    const log = (line: string) => context.out(`${clock()} ${line}`);
    log(
      `Requesting leader step down of "${leader}" for stream "${name}" in a ${replicas.length + 1} peer cluster group`,
    );
    const js = await context.jetStream();
    const body = preferred ? { placement: { preferred } } : undefined;
    await js.ask(`STREAM.LEADER.STEPDOWN.${name}`, body);
    for (let asked = 0; ; asked++) {
      if (asked === 10) throw new Problem(`stream "${name}" did not elect a new leader in time`);
      await pause(500, context.signal);
      const now = (await infoOf(context, name).catch(() => undefined))?.cluster?.leader;
      if (!now) log('No leader elected');
      else if (now !== leader) {
        log(`New leader elected "${now}"`);
        break;
      }
    }
    context.out('');
    outStream(context, await infoOf(context, name));
  },
});

const peerArgs = {
  stream: optional('The stream to act on', 'stream'),
  peer: optional('The name of the peer to remove', 'server'),
};

/** @throws Problem where the CLI lets its user pick a peer, with the names to pick from */
function picked(peer: string | undefined, cluster: ClusterInfo): string {
  if (peer) return peer;
  const peers = peersOf(cluster).join(', ');
  throw new Problem('cannot prompt for user input without a terminal', `Name a peer: ${peers}`);
}

const peerRemove = command({
  name: 'stream cluster peer-remove',
  aliases: ['pr'],
  help: 'Removes a peer from the stream cluster',
  args: peerArgs,
  flags: { force: { ...force, help: 'Force sealing without prompting' }, all },
  run: async (context, { stream, peer }, flags) => {
    outAll(context, [
      'WARNING: Users should use the new `nats stream cluster evacuate` and replica count adjustments',
      'for peer membership management which is a newer and safer approach.',
      '',
    ]);
    const { config, cluster } = await pickStream(context, stream, flags);
    if (!cluster?.replicas?.length) throw new Problem(`stream "${config.name}" is not clustered`);
    const name = picked(peer, cluster);
    context.out(`${clock()} Removing peer "${name}"`);
    const js = await context.jetStream();
    await js.ask(`STREAM.PEER.REMOVE.${config.name}`, { peer: name });
    context.out(`${clock()} Requested removal of peer "${name}"`);
  },
});

const evacuate = command({
  name: 'stream cluster evacuate',
  help: 'Removes a stream from a peer',
  differs: 'There are no prompts: it needs the name of the peer, and --force.',
  args: peerArgs,
  flags: { force: onOff('Force evacuation without prompt', { short: 'f' }), all },
  run: async (context, { stream, peer }, flags) => {
    const { config, cluster } = await pickStream(context, stream, flags);
    if (!cluster) throw new Problem(`stream "${config.name}" is not clustered`);
    const name = picked(peer, cluster);
    context.out(`${clock()} Evacuating stream from peer "${name}"`);
    confirmed(flags.force, unconfirmed);
    const js = await context.jetStream();
    await js.ask(`STREAM.PEER.EVACUATE.${config.name}`, { peer: name });
    outAll(context, [
      `${clock()} Requested evacuation of peer "${name}"`,
      `${clock()} Waiting up to 1 minute for peer state to change`,
      '',
    ]);
    for (let asked = 0; asked < 60; asked++) {
      await pause(1000, context.signal);
      const now = (await infoOf(context, config.name).catch(() => undefined))?.cluster;
      const peers = now ? peersOf(now) : [name];
      if (!peers.includes(name)) {
        return outAll(context, ['', '', `Stream peers are now: ${peers.join(', ')}`]);
      }
    }
    throw new Problem(
      `stream failed to evacuate "${name}", review stream state using 'nats stream info'`,
    );
  },
});

const cancelMove = command({
  name: 'stream cluster cancel-move',
  help: 'Cancels an in-progress stream move',
  differs: 'There are no prompts: it needs --force.',
  args: { stream: optional('The stream to act on', 'stream') },
  flags: { force: onOff('Force cancel without prompting or checks', { short: 'f' }), all },
  run: async (context, { stream }, flags) => {
    const { config, cluster } = await pickStream(context, stream, flags);
    if (!flags.force) {
      if (!cluster) throw new Problem('stream is not clustered');
      if (!cluster.desired) throw new Problem('stream is not busy moving');
    }
    confirmed(flags.force, unconfirmed);
    await (await context.jetStream()).ask(`STREAM.CANCEL_MOVE.${config.name}`);
    context.out(`Canceled move of "${config.name}"`);
  },
});

/** The commands below `stream cluster`. */
export const streamCluster: readonly Command[] = [stepDown, cancelMove, peerRemove, evacuate];

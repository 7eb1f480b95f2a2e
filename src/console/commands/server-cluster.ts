import { createInbox, type Msg } from '../../nats/nats-client.ts';
import { apiPrefix, readAnswer } from '../../lab/monitoring/jetstream-api.ts';
import { errorText } from '../../lab/error-text.ts';
import { command, outAll, required, type Command, type CommandContext } from '../command.ts';
import { onOff } from '../flags.ts';
import { Problem } from '../problem.ts';
import { table } from '../table.ts';
import { confirmed } from './common-flags.ts';
import { askServers } from './monitoring.ts';

const asSystem =
  'The request itself needs a user of the system account, as in the nats CLI: --user and --password. The state before it is read from the monitoring of the lab.';

/** The members of the JetStream cluster with a domain. */
async function membersOf(context: CommandContext, domain: string | undefined) {
  const answers = (await askServers(context, 'jsz')).flatMap(({ server, data }) =>
    data.meta_cluster ? [{ server, meta: data.meta_cluster, domain: data.config?.domain }] : [],
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

const rescue = command({
  name: 'server cluster rescue',
  help: 'Perform a cluster rescue operation',
  differs: `The nats CLI asks how many peers a quorum is to need from now on, and proposes the number of members that are online. There are no prompts here, so that number is taken. ${asSystem}`,
  examples: ['server cluster rescue --user sys --password s7s --js-domain hub'],
  args: {},
  flags: {},
  run: async (context) => {
    const { domain, connection } = await context.jetStream();
    const members = await membersOf(context, domain);
    const rows = members.map(({ server, meta }) => [
      server,
      meta.name ?? '',
      meta.cluster_size,
      meta.quorum_needed ?? '',
      String(meta.rescue ?? false),
    ]);
    const head = ['Server', 'Cluster', 'Size', 'Quorum Requires', 'Rescuing'];
    outAll(context, [...table('Current Cluster State', head, rows), '']);
    if (members.some(({ meta }) => meta.leader)) {
      return context.out('Cluster is healthy with a leader, no rescue needed');
    }
    const subject = `${apiPrefix(domain)}.META.RESCUE`;
    const asked = JSON.stringify({ quorum_needed: members.length });
    const inbox = createInbox(context.inboxPrefix);
    await new Promise<void>((resolve, reject) => {
      let left = members.length;
      const end = (how: () => void) => {
        clearTimeout(timer);
        subscription.unsubscribe();
        how();
      };
      const timer = setTimeout(() => end(resolve), context.timeout);
      const callback = (error: Error | null, message: Msg) => {
        if (error) return end(() => reject(error));
        if (message.headers?.code === 503) {
          return end(() =>
            reject(
              new Problem(
                'nats: no responders available for request',
                'Log in as a user of the system account: --user and --password.',
              ),
            ),
          );
        }
        context.out(answerOf(message.data));
        if (--left === 0) end(resolve);
      };
      const subscription = connection.subscribe(inbox, { callback });
      connection.publish(subject, asked, { reply: inbox });
    });
    outAll(context, [
      '',
      "The final step is to use the 'nats server cluster peer-remove' command to remove the",
      'servers you removed from the cluster. Once only the required amount of nodes are up',
      'and in the meta cluster normal operations will resume.',
    ]);
  },
});

/** The answer of one server to a rescue, in the CLI's words. */
function answerOf(data: Uint8Array): string {
  const said = JSON.parse(new TextDecoder().decode(data)) as Record<string, unknown>;
  const server = String(said['server']);
  try {
    readAnswer(data);
  } catch (error) {
    return `Server "${server}": ${errorText(error)} `;
  }
  return `Server "${server}" now requires ${String(said['new_quorum'])} quorum size (was ${String(said['prev_quorum'])})`;
}

const peerRemove = command({
  name: 'server cluster peer-remove',
  aliases: ['rm', 'pr'],
  help: 'Removes a server from a JetStream cluster',
  differs: `There are no prompts: it needs --force. ${asSystem}`,
  examples: ['server cluster peer-remove hub-1 -f --user sys --password s7s --js-domain hub'],
  args: { name: required('The Server Name or ID to remove from the JetStream cluster') },
  flags: { force: onOff('Force removal without prompting', { short: 'f' }) },
  run: async (context, { name }, { force }) => {
    const js = await context.jetStream();
    const members = await membersOf(context, js.domain);
    const leader = members.find(({ server, meta }) => meta.leader === server);
    if (!leader) {
      throw new Problem(
        'did not receive a response from the meta leader, ensure the account used has system privileges and appropriate permissions',
      );
    }
    const peer = leader.meta.replicas?.find((one) => one.name === name || one.peer === name);
    if (!peer) throw new Problem(`did not find a replica named ${name}`);
    confirmed(force, `could not obtain confirmation to remove ${name}`);
    // The API calls the name `peer` and the id `peer_id`; of two members of one name, the id tells which.
    await js.ask('SERVER.REMOVE', { peer: '', peer_id: peer.peer });
  },
});

/** Commands for the members of a JetStream cluster. */
export const serverCluster: readonly Command[] = [peerRemove, rescue];

import { command, outAll, type Command } from '../command.ts';
import { text } from '../flags.ts';
import { table } from '../table.ts';
import { showCount, showDuration, showSize } from '../units.ts';
import { askServers, monitoringDiffers, type Jsz, type Leaf } from './monitoring.ts';

export const reportLeafnodes = command({
  name: 'server report leafnodes',
  aliases: ['leaf', 'leafz'],
  help: 'Report on Leafnode connections',
  differs: `${monitoringDiffers} Also server leafz.`,
  args: {},
  flags: { account: text('Produce the report for a specific account', { placeholder: 'ACCOUNT' }) },
  run: async (run, _, { account }) => {
    const answers = await askServers<{ leafs?: Leaf[] | null }>(run, 'leafz');
    const rows = answers.flatMap(({ server, data }) =>
      (data.leafs ?? [])
        .filter((leaf) => account === undefined || leaf.account === account)
        .map((leaf) => [
          server,
          leaf.name,
          leaf.account,
          `${leaf.ip}:${leaf.port}`,
          leaf.rtt ?? '',
          showCount(leaf.in_msgs),
          showCount(leaf.out_msgs),
          showSize(leaf.in_bytes),
          showSize(leaf.out_bytes),
          showCount(leaf.subscriptions),
          leaf.compression ?? '',
          String(leaf.is_spoke),
        ]),
    );
    const head = [
      'Server',
      'Name',
      'Account',
      'Address',
      'RTT',
      'Msgs In',
      'Msgs Out',
      'Bytes In',
      'Bytes Out',
      'Subs',
      'Compressed',
      'Spoke',
    ];
    outAll(run, [...table('Leafnode Report', head, rows), '']);
  },
});

/** Not a command of the `nats` CLI, but what people look for. */
export const leafz: Command = {
  ...reportLeafnodes,
  name: 'server leafz',
  aliases: [],
  differs: `The nats CLI calls it server report leafnodes. ${monitoringDiffers}`,
};

export const reportJetstream = command({
  name: 'server report jetstream',
  aliases: ['jsz', 'js'],
  help: 'Report on JetStream activity',
  differs: monitoringDiffers,
  args: {},
  flags: {},
  run: async (run) => {
    const answers = (await askServers<Jsz>(run, 'jsz')).filter(({ data }) => !data.disabled);
    const total = (pick: (jsz: Jsz) => number) =>
      answers.reduce((sum, { data }) => sum + pick(data), 0);
    const figures = (of: (pick: (jsz: Jsz) => number) => number) => [
      showCount(of(({ streams }) => streams)),
      showCount(of(({ consumers }) => consumers)),
      showCount(of(({ messages }) => messages)),
      showSize(of(({ bytes }) => bytes)),
      showSize(of(({ memory }) => memory)),
      showSize(of(({ storage }) => storage)),
      showCount(of(({ api }) => api.total)),
      of(({ meta_cluster: meta }) => meta?.pending ?? 0),
    ];
    const rows = answers.map(({ server, data }) => [
      server,
      data.meta_cluster?.name ?? '',
      data.config?.domain ?? '',
      ...figures((pick) => pick(data)),
    ]);
    const head = [
      'Server',
      'Cluster',
      'Domain',
      'Streams',
      'Consumers',
      'Messages',
      'Bytes',
      'Memory',
      'File',
      'API Req',
      'Pending',
    ];
    outAll(run, [...table('JetStream Summary', head, rows, ['', '', '', ...figures(total)]), '']);
    const leader = answers.find(({ data }) => data.meta_cluster?.replicas);
    if (leader) outAll(run, [...metaGroup(leader.data.meta_cluster!), '']);
  },
});

/** The meta group as its leader sees it. */
function metaGroup({ leader = '', replicas }: NonNullable<Jsz['meta_cluster']>): string[] {
  const others = (replicas ?? []).map(({ name, current, offline, active, lag = 0 }) => [
    name,
    '',
    String(current),
    String(!offline),
    showDuration(active),
    lag,
  ]);
  const head = ['Connection Name', 'Leader', 'Current', 'Online', 'Active', 'Lag'];
  const rows = [[leader, 'yes', 'true', 'true', '0s', 0], ...others];
  return table('RAFT Meta Group Information', head, rows);
}

import { command, outAll } from '../command.ts';
import { text } from '../flags.ts';
import { table } from '../table.ts';
import { showCount, showDuration, showSize } from '../units.ts';
import type { Jsz, MetaCluster } from '../../lab/network/monitor-pages.ts';
import { askServers, monitoringDiffers } from './monitoring.ts';

export const reportLeafnodes = command({
  name: 'server report leafnodes',
  aliases: ['leaf', 'leafz'],
  help: 'Report on Leafnode connections',
  differs: monitoringDiffers,
  args: {},
  flags: { account: text('Produce the report for a specific account', { placeholder: 'ACCOUNT' }) },
  run: async (context, _, { account }) => {
    const answers = await askServers(context, 'leafz');
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
    outAll(context, [...table('Leafnode Report', head, rows), '']);
  },
});

export const reportJetstream = command({
  name: 'server report jetstream',
  aliases: ['jsz', 'js'],
  help: 'Report on JetStream activity',
  differs: monitoringDiffers,
  args: {},
  flags: {},
  run: async (context) => {
    const answers = (await askServers(context, 'jsz')).filter(({ data }) => !data.disabled);
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
    const leads = ({ server, data }: (typeof answers)[number]) =>
      data.meta_cluster?.leader === server;
    const rows = answers.map((answer) => [
      answer.server + (leads(answer) ? '*' : ''),
      answer.data.meta_cluster?.name ?? '',
      answer.data.config?.domain ?? '',
      ...figures((pick) => pick(answer.data)),
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
    outAll(context, [
      ...table('JetStream Summary', head, rows, ['', '', '', ...figures(total)]),
      '',
    ]);
    const leaders = answers.filter(leads);
    for (const { data } of leaders) outAll(context, [...metaGroup(data.meta_cluster!), '']);
    const members = answers.flatMap(({ data }) => data.meta_cluster ?? []);
    if (members.length && !leaders.length) {
      const expected = Math.max(...members.map(({ cluster_size }) => cluster_size));
      const majority = Math.floor(expected / 2) + 1;
      context.out(
        `WARNING: No cluster meta leader found. The cluster expects ${expected} nodes but only ${members.length} responded. JetStream operation requires at least ${majority} up nodes.`,
      );
    }
  },
});

/** The meta group as its leader sees it: each server has a list, and only the leader's is whole. */
function metaGroup({ leader = '', peer = '', replicas }: MetaCluster): string[] {
  const others = (replicas ?? []).map(({ name, peer, current, offline, active, lag = 0 }) => [
    name,
    peer,
    '',
    String(current),
    String(!offline),
    showDuration(active),
    lag,
  ]);
  const head = ['Connection Name', 'ID', 'Leader', 'Current', 'Online', 'Active', 'Lag'];
  const rows = [[leader, peer, 'yes', 'true', 'true', '0s', 0], ...others];
  rows.sort(([a], [b]) => String(a).localeCompare(String(b)));
  return table('RAFT Meta Group Information', head, rows);
}

import type { Report } from '../report.ts';
import { showCount, showDuration, showSince, showTime } from '../units.ts';
import type { ClusterInfo, Placement, StreamConfig } from './api-types.ts';

/** Go's largest duration, which stands for a peer that was never seen. JavaScript rounds it. */
const farthest = 2 ** 63;

type Replica = NonNullable<ClusterInfo['replicas']>[number];

/** A stream or a consumer, as far as its cluster is concerned. */
interface Clustered {
  cluster?: ClusterInfo;
  ts?: string;
}

/** Adds the leader of a stream and its replicas, if it is in a cluster. */
export function streamCluster(report: Report, info: Clustered & { config: StreamConfig }): void {
  const { cluster, ts, config } = info;
  if (!cluster?.name) return;
  report
    .heading('Cluster Information:')
    .row('Name', cluster.name)
    .rowIf(
      'Cluster Traffic Account',
      cluster.system_account ? 'System Account' : cluster.traffic_account,
    )
    .rowIf('Cluster Group', cluster.raft_group);
  members(report, info, (replica) => [
    ...(replica.offline ? ['OFFLINE'] : []),
    lastSeen(replica),
    ...(replica.pending ? ['(pending)'] : []),
    ...behind(replica),
  ]);
  const { num_replicas: replicas, placement, retention } = config;
  migration(report, cluster, ts, { replicas, placement: placement ?? {}, retention });
}

/** Adds the leader of a consumer and its replicas, if it is in a cluster. */
export function consumerCluster(
  report: Report,
  info: Clustered & { config: { num_replicas?: number } },
): void {
  const { cluster, ts, config } = info;
  if (!cluster?.name) return;
  report
    .heading('Cluster Information:')
    .row('Name', cluster.name)
    .rowIf('Raft Group', cluster.raft_group);
  members(report, info, (replica) => [lastSeen(replica)]);
  migration(report, cluster, ts, { replicas: config.num_replicas ?? 0, placement: {} });
}

function members(
  report: Report,
  { cluster, ts }: Clustered,
  more: (replica: Replica) => string[],
): void {
  const { leader = '', leader_since: since } = cluster!;
  report.row('Leader', since === undefined ? leader : `${leader} (${showSince(since, ts)})`);
  replicaRows(report, cluster!, more);
}

function replicaRows(
  report: Report,
  { replicas = [] }: ClusterInfo,
  more: (replica: Replica) => string[],
): void {
  for (const replica of replicas) {
    const { name, current } = replica;
    report.row('Replica', [name, current ? 'current' : 'outdated', ...more(replica)].join(', '));
  }
}

const lastSeen = ({ active }: Replica) =>
  active > 0 && active < farthest ? `seen ${showDuration(active)} ago` : 'not seen';

const behind = ({ lag = 0 }: Replica) =>
  lag ? [`${showCount(lag)} operation${lag > 1 ? 's' : ''} behind`] : [];

interface Wanted {
  replicas: number;
  placement: Placement;
  retention?: StreamConfig['retention'];
}

/** Adds where the replicas are on their way to, if they are. */
function migration(
  report: Report,
  { name, desired }: ClusterInfo,
  ts: string | undefined,
  wanted: Wanted,
): void {
  if (!desired) return;
  const { status, created, replicas = [] } = desired;
  report
    .indent(3)
    .heading('Cluster Migration Status:')
    .rowIf('Status', status?.description)
    .rowIf('Type', status?.type)
    .rowIf('Error', status?.err)
    .row('Created', `${showTime(created)} (${showSince(created, ts)})`)
    .gap();
  // The CLI compares with an empty name as well.
  const { name: cluster = '' } = desired;
  if (cluster !== name) report.row('Cluster', `${name} -> ${cluster}`);
  if (desired.origin) changes(report, desired.origin, wanted);
  const peers = replicas.map((peer) => peer.name + (peer.offline ? ' (offline)' : ''));
  report.rowIf('Desired Peers', peers.sort()).indent(0);
}

function changes(
  report: Report,
  origin: NonNullable<NonNullable<ClusterInfo['desired']>['origin']>,
  { replicas, placement, retention }: Wanted,
): void {
  if (origin.replicas !== replicas) report.row('Replicas', `${origin.replicas} -> ${replicas}`);
  const { tags, preferred } = origin.placement ?? {};
  const shown = (value: string | readonly string[] = []) => value.toString() || 'none';
  const changed = (label: string, from?: string | string[], to?: string | string[]) => {
    const [before, after] = [shown(from), shown(to)].map((each) => each.replaceAll(',', ', '));
    if (before !== after) report.row(label, `${before} -> ${after}`);
  };
  changed('Placement Tags', tags, placement.tags);
  changed('Preferred', preferred, placement.preferred);
  if (retention && origin.retention && origin.retention !== retention) {
    report.row('Retention Policy', `${retentions[origin.retention]} -> ${retentions[retention]}`);
  }
}

/** The CLI's words for retention policies. */
export const retentions = { limits: 'Limits', interest: 'Interest', workqueue: 'WorkQueue' };

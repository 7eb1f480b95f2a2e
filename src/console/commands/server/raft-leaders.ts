import type { Jsz } from '../../../lab/network/monitor-pages.ts';
import { table, type Cell } from '../../table.ts';
import { showCount } from '../../units.ts';
import { compare } from '../report-flags.ts';
import type { Answer } from './source.ts';

/** How many Raft groups a server leads. */
interface Leads {
  server: string;
  cluster: string;
  groups: number;
}

/** The groups of streams and of consumers that each server leads. */
export interface Leaders {
  streams: Leads[];
  consumers: Leads[];
}

/** Counts what each server leads, of all accounts or of one. */
export function leadersOf(answers: Answer<Jsz>[], account: string | undefined): Leaders {
  const counted = answers.map(({ server, data }) => {
    const { streams_leader: streams = 0, consumers_leader: consumers = 0 } = data;
    const named = { server: server.name, cluster: server.cluster ?? '' };
    if (account === undefined) return { named, streams, consumers };
    const held = data.account_details?.[0]?.stream_detail ?? [];
    return {
      named,
      streams: held.filter(({ cluster }) => cluster?.leader === server.name).length,
      consumers: held
        .flatMap((stream) => stream.consumer_detail ?? [])
        .filter(({ cluster }) => cluster?.leader === server.name).length,
    };
  });
  const leading = counted.filter(({ streams, consumers }) => streams || consumers);
  return {
    streams: leading.map(({ named, streams: groups }) => ({ ...named, groups })),
    consumers: leading.map(({ named, consumers: groups }) => ({ ...named, groups })),
  };
}

/** The tables of leaders, as the `nats` CLI draws them. */
export function raftLeaders({ streams, consumers }: Leaders): string[] {
  if (!streams.length && !consumers.length) return ['No JetStream asset leader data reported'];
  return [
    ...leaderTable(streams, 'Stream Leaders'),
    '',
    ...leaderTable(consumers, 'Consumer Leaders'),
    '',
  ];
}

/** The table of who leads how much, as the `nats` CLI draws it. */
export function leaderTable(leads: Leads[], title: string): string[] {
  const sorted = leads.toSorted((a, b) => compare(a.cluster, b.cluster) || a.groups - b.groups);
  const rows = sorted.map(({ server, cluster, groups }): Cell[] => {
    const all = leads.reduce((sum, each) => sum + (each.cluster === cluster ? each.groups : 0), 0);
    const dots = groups ? Math.max(1, Math.round((groups / all) * 10)) : 0;
    return [server, cluster, showCount(groups), '*'.repeat(dots)];
  });
  return table('RAFT Leader Report', ['Server', 'Cluster', title, 'Distribution'], rows);
}

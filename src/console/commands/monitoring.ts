import type { MonitorPage } from '../../lab/network/host.ts';
import type { CommandContext } from '../command.ts';
import { Problem } from '../problem.ts';

// The parts of the servers' monitoring that are shown here; see Varz, JSInfo and LeafInfo of nats-server.

export interface Varz {
  server_name: string;
  version: string;
  host: string;
  cluster?: { name?: string };
  jetstream?: { config?: { domain?: string } };
  connections: number;
  subscriptions: number;
  routes: number;
  leafnodes: number;
  mem: number;
  cores: number;
  slow_consumers: number;
  uptime: string;
}

export interface Jsz {
  disabled?: boolean;
  config?: { domain?: string };
  streams: number;
  consumers: number;
  messages: number;
  bytes: number;
  memory: number;
  storage: number;
  api: { total: number; errors: number; inflight?: number };
  meta_cluster?: {
    name?: string;
    leader?: string;
    peer?: string;
    cluster_size: number;
    pending?: number;
    replicas?: MetaPeer[] | null;
  };
}

interface MetaPeer {
  name: string;
  peer: string;
  current: boolean;
  /** Since it was heard of, in nanoseconds. */
  active: number;
  lag?: number;
  offline?: boolean;
}

export interface Leaf {
  name: string;
  is_spoke: boolean;
  account: string;
  ip: string;
  port: number;
  rtt?: string;
  in_msgs: number;
  out_msgs: number;
  in_bytes: number;
  out_bytes: number;
  subscriptions: number;
  compression?: string;
}

/** One server's answer. */
export interface Answer<T> {
  server: string;
  data: T;
}

export const monitoringDiffers =
  'The nats CLI asks by a user of the system account; here the monitoring of each server of the lab is read. A server that does not run is not listed.';

/**
 * Asks each server for a page of its monitoring, or the one that is named.
 * @throws Problem if none of them answers
 */
export async function askServers<T>(
  context: CommandContext,
  page: MonitorPage,
  options: object = {},
  name?: string,
): Promise<Answer<T>[]> {
  if (name !== undefined && !context.servers.includes(name)) {
    throw new Problem(`there is no server ${name}`, `Servers here: ${context.servers.join(', ')}`);
  }
  const wanted = context.servers.filter((server) => name === undefined || server === name);
  const answers = await Promise.all(
    wanted.map(async (server) => {
      const data = await context.monitor(server, page, options).catch(() => undefined);
      return data === undefined ? [] : [{ server, data: data as T }];
    }),
  );
  const found = answers.flat();
  if (!found.length) throw new Problem('no results received: no server is running');
  return found;
}

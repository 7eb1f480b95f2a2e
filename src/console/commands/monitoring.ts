import type { MonitorPage, Pages } from '../../lab/network/monitor-pages.ts';
import type { CommandContext } from '../command.ts';
import { Problem } from '../problem.ts';

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
export async function askServers<P extends MonitorPage>(
  context: CommandContext,
  page: P,
  options: object = {},
  name?: string,
): Promise<Answer<Pages[P]>[]> {
  if (name !== undefined && !context.servers.includes(name)) {
    throw new Problem(`there is no server ${name}`, `Servers here: ${context.servers.join(', ')}`);
  }
  const wanted = context.servers.filter((server) => name === undefined || server === name);
  const answers = await Promise.all(
    wanted.map(async (server) => {
      const data = await context.monitor(server, page, options).catch(() => undefined);
      return data === undefined ? [] : [{ server, data }];
    }),
  );
  const found = answers.flat();
  if (!found.length) throw new Problem('no results received: no server is running');
  return found;
}

import { verdict, type Check } from './check.ts';
import type { Monitor } from '../monitoring/monitor.ts';

/** A queue group by the server that its members are connected to. */
export interface QueuePlace {
  server: string;
  subject: string;
  queue: string;
}

/** What each member that is connected to that very server has been given. */
async function givenTo(host: Monitor, { server, subject, queue }: QueuePlace): Promise<number[]> {
  // This page leaves out who is beyond a leaf connection.
  const { subscriptions_list: list } = (await host.monitor(server, 'subsz', {
    subscriptions: true,
    limit: 10_000,
  })) as { subscriptions_list?: { subject: string; qgroup?: string; msgs: number }[] | null };
  return (list ?? [])
    .filter((each) => each.subject === subject && each.qgroup === queue)
    .map(({ msgs }) => msgs);
}

const words = ({ server, subject, queue }: QueuePlace) =>
  `queue group ${queue} on ${subject} at ${server}`;

/** The group has so many members at that server. */
export const members =
  (host: Monitor, place: QueuePlace, count: number): Check =>
  async () => {
    const seen = (await givenTo(host, place)).length;
    return verdict(seen === count, `${count} in ${words(place)}`, `${seen}`);
  };

/** The members at that server have been given so many messages or more. */
export const given =
  (host: Monitor, place: QueuePlace, least: number): Check =>
  async () => {
    const seen = (await givenTo(host, place)).reduce((sum, each) => sum + each, 0);
    return verdict(
      seen >= least,
      `${least} messages or more for ${words(place)}`,
      `${seen} messages`,
    );
  };

import { verdict, type Check } from './check.ts';
import type { Monitor } from '../network/monitor-pages.ts';

/** A queue group by the server that its members are connected to. */
export interface QueuePlace {
  server: string;
  subject: string;
  queue: string;
}

/** Answers the number of messages received by each member that is connected to that very server. */
async function givenTo(host: Monitor, { server, subject, queue }: QueuePlace): Promise<number[]> {
  // This page leaves out who is beyond a leaf connection.
  const { subscriptions_list: list } = await host.monitor(server, 'subsz', {
    subscriptions: true,
    limit: 10_000,
  });
  return (list ?? [])
    .filter((each) => each.subject === subject && each.qgroup === queue)
    .map(({ msgs }) => msgs);
}

const words = ({ server, subject, queue }: QueuePlace) =>
  `queue group ${queue} on ${subject} at ${server}`;

/** The group has exactly `count` members at that server. */
export const members =
  (place: QueuePlace, count: number): Check =>
  async ({ host }) => {
    const seen = (await givenTo(host, place)).length;
    return verdict(seen === count, `${count} in ${words(place)}`, `${seen}`);
  };

/** The members at that server have received at least `least` messages. */
export const given =
  (place: QueuePlace, least: number): Check =>
  async ({ host }) => {
    const seen = (await givenTo(host, place)).reduce((sum, each) => sum + each, 0);
    return verdict(
      seen >= least,
      `${least} messages or more for ${words(place)}`,
      `${seen} messages`,
    );
  };

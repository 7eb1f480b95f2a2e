import { verdict, type Check } from './check.ts';
import type { Monitor } from '../network/monitor-pages.ts';

/** A queue group by the server that its members are connected to. */
export interface QueuePlace {
  server: string;
  subject: string;
  queue: string;
}

/** Answers the number of messages received by each member that is connected to that very server. */
async function givenTo(host: Monitor, place: QueuePlace): Promise<number[]> {
  const { queue } = place;
  return (await subscribersOf(host, place))
    .filter(({ qgroup }) => qgroup === queue)
    .map(({ msgs }) => msgs);
}

/** The subscriptions to a subject of clients of that very server, in the group or not. */
async function subscribersOf(host: Monitor, { server, subject }: QueuePlace) {
  // This page leaves out who is beyond a leaf connection.
  const { subscriptions_list: list } = await host.monitor(server, 'subsz', {
    subscriptions: true,
    limit: 10_000,
  });
  return (list ?? []).filter((each) => each.subject === subject);
}

const words = ({ server, subject, queue }: QueuePlace) =>
  `queue group ${queue} on ${subject} at ${server}`;

/** The group has exactly `count` members at that server. */
export const members =
  (place: QueuePlace, count: number): Check =>
  async ({ host }) => {
    const all = await subscribersOf(host, place);
    const seen = all.filter(({ qgroup }) => qgroup === place.queue).length;
    const others = all.length - seen;
    return verdict(
      seen === count,
      `${count} in ${words(place)}`,
      `${seen}${others > 0 ? `, and ${others} outside the group ${place.queue}` : ''}`,
    );
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

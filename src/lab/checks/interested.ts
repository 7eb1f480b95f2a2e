import { listed, verdict, type Check } from './check.ts';
import { wantingLeafsOf } from '../monitoring/leafz.ts';
import type { Monitor } from '../network/monitor-pages.ts';

/** How many subscriptions a server is asked for. */
const limit = 10_000;

/** The server, leaf connection and account in which to look for interest. */
export interface InterestPlace {
  server: string;
  /** Only what came over the leaf connection with this server. */
  over?: string;
  account?: string;
}

async function subjectsAt(host: Monitor, { server, over, account }: InterestPlace) {
  const leafs = await wantingLeafsOf(host, server, over);
  const beyond = leafs
    .filter((leaf) => account === undefined || leaf.account === account)
    .flatMap(({ subscriptions_list: list }) => list ?? []);
  if (over !== undefined) return beyond;
  // This page leaves out what came over leaf connections.
  const options = { subscriptions: true, limit, ...(account !== undefined && { account }) };
  const { subscriptions_list: local } = await host.monitor(server, 'subsz', options);
  return [...(local ?? []).map(({ subject }) => subject), ...beyond];
}

const wordsFor = ({ server, over, account }: InterestPlace) =>
  `at ${server}${over ? ` from ${over}` : ''}${account ? ` in account ${account}` : ''}`;

/**
 * Whether a subject is of the server's own machinery, which tells a reader nothing about their own
 * subjects.
 */
const own = (subject: string) => /^(\$|_)/.test(subject);

/** There is interest in this very subject, wildcards and all, at a server. */
export const interest =
  (subject: string, place: InterestPlace): Check =>
  async ({ host }) => {
    const subjects = await subjectsAt(host, place);
    return verdict(
      subjects.includes(subject),
      `interest in ${subject} ${wordsFor(place)}`,
      `interest in ${listed(subjects.filter((seen) => !own(seen)))}`,
    );
  };

/** There is no interest in this very subject at a server. */
export const noInterest =
  (subject: string, place: InterestPlace): Check =>
  async ({ host }) => {
    const subjects = await subjectsAt(host, place);
    return verdict(
      !subjects.includes(subject),
      `no interest in ${subject} ${wordsFor(place)}`,
      `interest in ${subject}`,
    );
  };

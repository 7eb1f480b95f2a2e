import { randomToken } from '../../lab/random-token.ts';
import { quietFor } from './quiet-for.ts';
import type { AccountAt } from './accounts-at.ts';

/** What of messages that are published at one place arrives at another. */
export interface Arrival {
  from: AccountAt;
  to: AccountAt;
  /** How often one message came to one subscriber: more than once is a fault. */
  plain: number;
}

/** When messages are published, in milliseconds from the first ones: interest may be on its way. */
const rounds = [0, 30, 90, 180];
/** How long the last ones may take. */
const linger = 60;

const pause = (ms: number) => new Promise<void>((resolve) => quietFor(ms, resolve));
const utf8 = new TextDecoder();

/**
 * Publishes at each place for others, and answers what arrives. Each place has a subject of its own, so that the
 * subscriber of one changes nothing for the messages of another: a subscriber at a bridge would have it pass messages on.
 * @param places those that have a client
 * @param others the places for which one publishes
 */
export async function arrivalsAmong(
  places: readonly AccountAt[],
  others: (from: AccountAt) => readonly AccountAt[],
): Promise<Arrival[]> {
  const token = randomToken();
  const subjects = new Map(places.map((place, i) => [place, `leafwise.${token}.${i}`]));
  const seen = new Map(places.map((place) => [place, new Map<string, number>()]));
  const subscriptions = places.map((place) =>
    place.client!.subscribe(subjects.get(place)!, {
      callback: (error, { data }) => {
        if (error) return;
        const counts = seen.get(place)!;
        const key = utf8.decode(data);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      },
    }),
  );
  await flushed(places);
  const pairs = places.flatMap((from, f) =>
    others(from)
      .filter((to) => to !== from && subjects.has(to))
      .map((to) => ({ from, to, keys: rounds.map((round) => `${f}:${round}`) })),
  );
  const countsOf = ({ to, keys }: (typeof pairs)[number]) =>
    keys.map((key) => seen.get(to)!.get(key) ?? 0);
  // Only what has not yet come is sent again: among many places the first round is all that most need.
  let awaited = pairs;
  let now = 0;
  for (const [round, at] of rounds.entries()) {
    await pause(at - now);
    now = at;
    awaited = awaited.filter((pair) => countsOf(pair).every((count) => count === 0));
    if (awaited.length === 0) break;
    for (const { from, to, keys } of awaited) from.client!.publish(subjects.get(to)!, keys[round]);
    await flushed(places);
  }
  await pause(linger);
  for (const subscription of subscriptions) subscription.unsubscribe();
  await flushed(places);
  return pairs.map((pair) => ({
    from: pair.from,
    to: pair.to,
    plain: Math.max(...countsOf(pair)),
  }));
}

const flushed = (places: readonly AccountAt[]) =>
  Promise.all(places.map(({ client }) => client!.flush()));

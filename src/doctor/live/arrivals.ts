import { randomToken } from '../../lab/random-token.ts';
import { quietFor } from './quiet-for.ts';
import type { AccountAt } from './accounts-at.ts';

/** What of messages that are published at one place arrives at another. */
export interface Arrival {
  from: AccountAt;
  to: AccountAt;
  /** How often one message came to one plain subscriber: more than once is a fault. */
  plain: number;
  /** Whether a message came to a queue group. */
  queue: boolean;
}

/** When messages are published, in milliseconds from the first ones: interest may be on its way. */
const rounds = [0, 30, 90, 180];
/** How long the last ones may take. */
const linger = 60;

const pause = (ms: number) => new Promise<void>((resolve) => quietFor(ms, resolve));
const utf8 = new TextDecoder();

/**
 * Publishes at each place for each other, and answers what arrives. Each place has a subject of its own, so that the
 * subscriber of one changes nothing for the messages of another: a subscriber at a bridge would have it pass messages on.
 */
export async function arrivalsAmong(all: readonly AccountAt[]): Promise<Arrival[]> {
  const places = all.filter(({ client, system }) => client && !system);
  const token = randomToken();
  const seen = places.map(() => new Map<string, number>());
  const arrived = places.map(() => new Set<number>());
  const queued = places.map(() => new Set<number>());
  const subjectOf = (to: number, kind: 'p' | 'q') => `leafwise.${token}.${kind}.${to}`;
  const subscriptions = places.flatMap(({ client }, to) => [
    client!.subscribe(subjectOf(to, 'p'), {
      callback: (error, { data }) => {
        if (error) return;
        const key = utf8.decode(data);
        seen[to]!.set(key, (seen[to]!.get(key) ?? 0) + 1);
        arrived[to]!.add(Number(key.split(':')[0]));
      },
    }),
    client!.subscribe(subjectOf(to, 'q'), {
      queue: 'probe',
      callback: (error, { data }) => {
        if (!error) queued[to]!.add(Number(utf8.decode(data).split(':')[0]));
      },
    }),
  ]);
  await flushed(places);
  // Only what has not yet come is sent again: among many places the first round is all that most need.
  const hasArrived = (from: number, to: number, kind: 'p' | 'q') =>
    kind === 'q' ? queued[to]!.has(from) : arrived[to]!.has(from);
  let now = 0;
  for (const [round, at] of rounds.entries()) {
    await pause(at - now);
    now = at;
    for (const [from, { client }] of places.entries())
      for (const to of places.keys())
        for (const kind of ['p', 'q'] as const)
          if (from !== to && !hasArrived(from, to, kind))
            client!.publish(subjectOf(to, kind), `${from}:${round}`);
    await flushed(places);
  }
  await pause(linger);
  for (const subscription of subscriptions) subscription.unsubscribe();
  await flushed(places);
  return places.flatMap((from, f) =>
    places.flatMap((to, t): Arrival[] => {
      if (from === to) return [];
      const counts = [...seen[t]!].filter(([key]) => key.startsWith(`${f}:`)).map(([, n]) => n);
      return [{ from, to, plain: Math.max(0, ...counts), queue: queued[t]!.has(f) }];
    }),
  );
}

const flushed = (places: readonly AccountAt[]) =>
  Promise.all(places.map(({ client }) => client!.flush()));

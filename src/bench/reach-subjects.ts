import { randomToken } from '../lab/random-token.ts';
import { accountWords, type AccountAt } from '../doctor/live/accounts-at.ts';
import type { Reach } from '../doctor/live/reach.ts';
import { quietFor } from '../doctor/live/quiet-for.ts';
import type { Running } from '../doctor/live/running.ts';

/** Where the messages of one subject arrive. */
export interface SubjectReach {
  subject: string;
  /** By the place where one was published: the other places where it arrived, and how often. */
  heard: ReadonlyMap<AccountAt, ReadonlyMap<AccountAt, number>>;
  /** Places whose user may not listen to it. */
  deaf: ReadonlySet<AccountAt>;
  /** The places that took part. */
  asked: readonly AccountAt[];
  /** How many places were left out, since there are so many. */
  leftOut: number;
  /** How many messages were published. */
  published: number;
}

/** How many places take part. */
const most = 60;
/** How many take part where one listens after the other. */
const mostInTurn = 20;
/** How long interest may take to be known, and the last message to arrive, in milliseconds. */
const linger = 120;

const pause = (ms: number) => new Promise<void>((resolve) => quietFor(ms, resolve));
const utf8 = new TextDecoder();

/**
 * Publishes at each account of each server, with a subscriber at each, and answers what arrives where. What has not
 * arrived everywhere is published once more. Where a server is the leaf of several hubs, one subscriber listens after the
 * other, since one there would have it pass messages on.
 */
export async function reachOfSubject(
  subject: string,
  running: Running,
  { places, bindings }: Reach,
): Promise<SubjectReach> {
  const open = places.filter(({ client, system }) => client && !system);
  const hubs = new Map<string, Set<string>>();
  for (const { link, spoke } of bindings) {
    const hub = spoke === link.from ? link.to : link.from;
    hubs.set(spoke, (hubs.get(spoke) ?? new Set()).add(hub));
  }
  const inTurn = [...hubs.values()].some(({ size }) => size > 1);
  const asked = open.slice(0, inTurn ? mostInTurn : most);
  const slowest = Math.max(
    0,
    ...running.topology.links.map(({ name }) => {
      const link = running.link(name);
      const { delay = 0, jitter = 0 } = (link.type === 'up' && link.weather) || {};
      return delay + jitter;
    }),
  );
  // A leaf, its hub and another leaf: two links each way.
  const wait = linger + Math.min(4 * slowest, 8000);
  const heard = new Map(asked.map((from) => [from, new Map<AccountAt, number>()]));
  const deaf = new Set<AccountAt>();
  let published = 0;
  for (const listeners of inTurn ? asked.map((place) => [place]) : [asked])
    published += await listen(subject, asked, listeners, { heard, deaf, wait });
  return { subject, heard, deaf, asked, leftOut: open.length - asked.length, published };
}

/** Answers how many messages were published. */
async function listen(
  subject: string,
  speakers: readonly AccountAt[],
  listeners: readonly AccountAt[],
  {
    heard,
    deaf,
    wait,
  }: { heard: Map<AccountAt, Map<AccountAt, number>>; deaf: Set<AccountAt>; wait: number },
): Promise<number> {
  const token = randomToken();
  // By speaker and round: what came more often than once in a round was doubled.
  const counts = new Map(listeners.map((to) => [to, new Map<string, number>()]));
  const subscriptions = listeners.map((to) =>
    to.client!.subscribe(subject, {
      callback: (error, { data }) => {
        if (error) deaf.add(to);
        else {
          const key = utf8.decode(data);
          const known = counts.get(to)!;
          known.set(key, (known.get(key) ?? 0) + 1);
        }
      },
    }),
  );
  const keyOf = (speaker: number, round: number) => `leafwise.${token}.${speaker}.${round}`;
  const most = (speaker: number, to: AccountAt) =>
    Math.max(...[0, 1].map((round) => counts.get(to)!.get(keyOf(speaker, round)) ?? 0));
  let published = 0;
  await flushed(listeners);
  await pause(wait);
  for (const round of [0, 1]) {
    for (const [i, speaker] of speakers.entries()) {
      const isAll = listeners.every((to) => to === speaker || deaf.has(to) || most(i, to) > 0);
      if (isAll) continue;
      speaker.client!.publish(subject, keyOf(i, round));
      published += 1;
    }
    await flushed(speakers);
    await pause(wait);
  }
  for (const subscription of subscriptions) subscription.unsubscribe();
  await flushed(listeners);
  for (const [i, speaker] of speakers.entries())
    for (const to of listeners) {
      const count = most(i, to);
      if (to !== speaker && count > 0) heard.get(speaker)!.set(to, count);
    }
  return published;
}

const flushed = (places: readonly AccountAt[]) =>
  Promise.all(places.map(({ client }) => client!.flush()));

/** The subjects in what a person has typed. */
export const subjectsIn = (typed: string): string[] => [
  ...new Set(typed.split(/[\s,]+/).filter((subject) => subject !== '')),
];

/** Why nothing can be published to a subject; undefined if it can. */
export function whyNoSubject(subject: string): string | undefined {
  if (/[*>]/.test(subject))
    return `${subject} stands for many subjects: type one of them, without * and >.`;
  if (subject.split('.').includes(''))
    return `${subject} has an empty part: no dot may stand beside another, or at an end.`;
  if (/^(\$|_INBOX\.)/.test(subject))
    return `${subject} is a subject that servers and clients use themselves.`;
  return undefined;
}

/** Where a message arrives, in words. */
export const arrivalWords = (counts: ReadonlyMap<AccountAt, number>): string =>
  [...counts]
    .map(([to, count]) => `${accountWords(to)}${count > 1 ? ` (${count} times)` : ''}`)
    .join(', ');

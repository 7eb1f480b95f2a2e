import { randomToken } from '../../lab/random-token.ts';
import { accountWords } from '../live/accounts-at.ts';
import type { Expectation } from './expectation.ts';
import { accountNamed, type OpenAccount, type Verdict, type World } from './verdict.ts';

/** When messages are published, in milliseconds from the first: interest may be on its way. */
const rounds = [0, 40, 120, 250];
/** How long the last one may take. */
const linger = 80;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What is published at one account arrives at others, and not at others again. */
export async function testArrivals(
  { publish, at, reaches, misses }: Extract<Expectation, { kind: 'publish' }>,
  world: World,
): Promise<Verdict> {
  const from = accountNamed(world, at);
  const wanted = reaches.map((name) => accountNamed(world, name));
  const unwanted = misses.map((name) => accountNamed(world, name));
  const all = [...new Set([...wanted, ...unwanted])];
  const heard = new Set<OpenAccount>();
  const listen = async (some: readonly OpenAccount[], subjects: readonly string[]) => {
    const isToCome = (place: OpenAccount) => wanted.includes(place);
    const subscriptions = some.map((place, i) =>
      place.client.subscribe(subjects[i]!, {
        callback: (error) => {
          if (!error) heard.add(place);
        },
      }),
    );
    await Promise.all(some.map(({ client }) => client.flush()));
    let now = 0;
    for (const round of rounds) {
      await pause(round - now);
      now = round;
      for (const subject of subjects) from.client.publish(subject, 'leafwise');
      await from.client.flush();
      if (some.every((place) => isToCome(place) && heard.has(place))) break;
    }
    if (!some.every((place) => heard.has(place))) await pause(linger);
    for (const subscription of subscriptions) subscription.unsubscribe();
    await Promise.all(some.map(({ client }) => client.flush()));
  };
  // A subject of its own for each listener, so that one changes nothing for another; in turn where there is but one.
  if (/[*>]/.test(publish))
    await listen(
      all,
      all.map(() => madeOf(publish)),
    );
  else for (const place of all) await listen([place], [publish]);
  const lacking = wanted.filter((place) => !heard.has(place));
  const superfluous = unwanted.filter((place) => heard.has(place));
  const named = (places: readonly OpenAccount[]) => places.map(accountWords).join(', ');
  return {
    says: `${publish}, published at ${accountWords(from)}, reaches ${named(wanted) || 'none'}${unwanted.length > 0 ? ` and not ${named(unwanted)}` : ''}`,
    passed: lacking.length === 0 && superfluous.length === 0,
    seen: `it reaches ${named(all.filter((place) => heard.has(place))) || 'none of them'}`,
  };
}

/** A subject of those that a pattern stands for, unlike all that clients use. */
const madeOf = (pattern: string) =>
  pattern
    .split('.')
    .map((word) => (/^[*>]$/.test(word) ? `leafwise-${randomToken()}` : word))
    .join('.');

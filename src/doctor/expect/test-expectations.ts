import { errorText } from '../../lab/error-text.ts';
import { accountsIn } from '../live/accounts-at.ts';
import type { Running } from '../live/running.ts';
import { allTold } from '../live/settled.ts';
import { testArrivals } from './arrivals-expected.ts';
import { testCopy } from './copy-expected.ts';
import { testBare, testDomain } from './domain-expected.ts';
import type { Expectation } from './expectation.ts';
import { testLink } from './link-expected.ts';
import type { Expected } from './read-expectations.ts';
import type { Verdict, World } from './verdict.ts';

/** What became of an expectation. */
export interface Outcome extends Expected, Verdict {}

/** How long all expectations may take together, in milliseconds, before no other is begun. */
const longest = 120_000;

/**
 * Tests expectations on a network that runs, in their order. One that cannot be tested has failed, and says why; so
 * has one whose turn does not come in time.
 * Streams that an expectation makes are removed, and links that it cuts are mended.
 */
export async function testExpectations(
  expected: readonly Expected[],
  running: Running,
  within = longest,
): Promise<Outcome[]> {
  await allTold(running);
  const world: World = { running, accounts: await accountsIn(running) };
  const outcomes: Outcome[] = [];
  const end = Date.now() + within;
  for (const each of expected) {
    if (Date.now() >= end) {
      const seen = `it was not tested, since those before it took ${within / 1000} seconds`;
      outcomes.push({ ...each, says: wordsFor(each.is), passed: false, seen });
      continue;
    }
    const verdict = await verdictOn(each.is, world).catch((error: unknown) => ({
      says: wordsFor(each.is),
      passed: false,
      seen: errorText(error),
    }));
    outcomes.push({ ...each, ...verdict });
  }
  return outcomes;
}

function verdictOn(is: Expectation, world: World): Promise<Verdict> {
  switch (is.kind) {
    case 'domain':
      return testDomain(is, world);
    case 'bare':
      return testBare(is, world);
    case 'publish':
      return testArrivals(is, world);
    case 'link':
      return testLink(is, world);
    case 'stream':
      return testCopy(is, world);
  }
}

/** Names an expectation that could not be tested. */
function wordsFor(is: Expectation): string {
  switch (is.kind) {
    case 'domain':
      return `domain ${is.domain}, from ${is.from}`;
    case 'bare':
      return `the bare $JS.API, from ${is.from}`;
    case 'publish':
      return `${is.publish}, published at ${is.at}`;
    case 'link':
      return `link ${is.link}`;
    case 'stream':
      return `stream ${is.stream} at ${is.at}`;
  }
}

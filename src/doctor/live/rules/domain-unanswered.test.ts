import { expect, test } from 'vitest';
import type { AccountAt } from '../accounts-at.ts';
import type { Reach } from '../reach.ts';
import type { Running } from '../running.ts';
import { domainUnanswered } from './domain-unanswered.ts';

const place = (server: string, label: string, jetStream = true): AccountAt => ({
  server,
  account: label,
  label,
  jetStream,
  system: false,
  whole: true,
  anonymous: false,
});

test('an account without JetStream at a member of a cluster is named, with that member', async () => {
  const [leaf, one, two] = [place('leaf', 'L'), place('hub-1', 'A'), place('hub-2', 'A', false)];
  const reach: Reach = {
    places: [leaf, one, two, place('hub-3', 'B')],
    bindings: [],
    domains: new Map([1, 2, 3].map((i) => [`hub-${i}`, 'hub'])),
    asked: [
      {
        place: leaf,
        domain: 'hub',
        outcome: 'answered',
        answers: [{ error: 'JetStream not enabled for account', code: 10039 }],
        over: [],
      },
    ],
    arrivals: [
      { from: leaf, to: one, plain: 1 },
      { from: one, to: leaf, plain: 1 },
    ],
    untried: 0,
    leaderless: new Set(),
  };
  const running = { topology: { servers: [], links: [] } } as unknown as Running;
  expect(await domainUnanswered.look(running, reach)).toMatchObject([
    {
      page: '/troubleshooting/account-without-jetstream',
      words: expect.stringContaining(
        'account A of hub-2 may not use JetStream and hub-3 has no account A.',
      ) as unknown,
      remedy: expect.stringContaining('hub-1, hub-2 and hub-3') as unknown,
    },
  ]);
});

import { listed, verdict, type Check } from '../../src/lab/checks/check.ts';
import { linkDown, linkUp } from '../../src/lab/checks/links.ts';
import { hasMissedRevocation, knowsRevocations } from '../../src/lab/checks/revoked.ts';
import type { Exercise } from '../../src/lab/exercise/exercise.ts';
import { streamsAt } from '../../src/lab/monitoring/jsz.ts';
import operatorMode from '../../topologies/operator-mode/topology.ts';

const east = { name: 'east-hub', from: 'east', to: 'hub' };
const west = { name: 'west-hub', from: 'west', to: 'hub' };
const file = '/etc/nats/hub.creds';

const revoked = /Leafnode connection closed: Credentials Revoked - Remote: (\S+)/;

/** How often the hub has said that it closed a leaf's link since its credentials were revoked. */
const closedAtHub =
  (leaf: string, times: number): Check =>
  async ({ log }) => {
    const closed = log().filter(
      ({ server, text }) => server === 'hub' && revoked.exec(text)?.[1] === leaf,
    );
    return verdict(
      closed.length >= times,
      `“Credentials Revoked - Remote: ${leaf}” in the log of the hub`,
      closed.length === 0 ? 'not yet' : `${closed.length} times`,
    );
  };

const newsOfPress: Check = async ({ host }) => {
  const found = (await streamsAt(host, 'hub')).filter(({ name }) => name === 'NEWS');
  const isSized = ({ config }: (typeof found)[number]) => (config?.max_bytes ?? 0) > 0;
  return verdict(
    found.some((news) => news.account === 'PRESS' && isSized(news)),
    'a stream NEWS of PRESS with max_bytes',
    listed(
      found.map((news) => `NEWS of ${news.account}${isSized(news) ? '' : ', without a size'}`),
    ),
  );
};

/** Change credentials while leaves run, shut one out, and see what a leaf that is away knows of it. */
const exercise: Exercise = {
  name: 'rotate-a-credential',
  topology: operatorMode,
  steps: [
    {
      id: 'rotate',
      title: 'Change the credentials of East',
      checks: [
        {
          says: 'The hub has closed the link of east, and says “Credentials Revoked”',
          check: closedAtHub('east', 1),
        },
        { says: 'east is back, with its new credentials', check: linkUp(east) },
      ],
      solve: async ({ sign }) => {
        await sign({ addUser: 'east-2', account: 'SHOP', at: 'east', file });
        await sign({ revoke: 'east', at: 'hub' });
      },
    },
    {
      id: 'away',
      title: 'Revoke a user while a leaf is away',
      checks: [
        { says: 'The link west-hub is cut', check: linkDown(west) },
        {
          says: 'A user is revoked at the hub, and west has not heard of it',
          check: hasMissedRevocation('west', 'hub'),
        },
      ],
      solve: async ({ host, sign }) => {
        await host.cutLink(west.name, 'refused');
        await sign({ revoke: 'clerk', at: 'hub' });
      },
    },
    {
      id: 'back',
      title: 'Let the leaf hear of it',
      after: 'away',
      checks: [
        { says: 'The link west-hub is up', check: linkUp(west) },
        {
          says: 'west knows of each user that is revoked at the hub',
          check: knowsRevocations('west', 'hub'),
        },
      ],
      solve: ({ host }) => host.healLink(west.name),
    },
    {
      id: 'limits',
      title: 'Give an account as much as it needs',
      checks: [
        {
          says: 'PRESS has a stream NEWS at the hub, which says how large it may grow',
          check: newsOfPress,
        },
      ],
      solve: async ({ sign, run }) => {
        const limits = {
          disk_storage: 1_000_000,
          streams: 1,
          consumer: 10,
          max_bytes_required: true,
        };
        await sign({ limit: 'PRESS', limits, at: 'hub' });
        await run(
          'hub',
          'stream add NEWS --subjects news --max-bytes 500KB --defaults --creds /etc/nats/paper.creds',
        );
      },
    },
    {
      id: 'stolen',
      title: 'Shut out one leaf',
      checks: [
        {
          says: 'The hub has closed the link of east a second time, and says “Credentials Revoked”',
          check: closedAtHub('east', 2),
        },
        { says: 'east stays out', check: linkDown(east) },
        { says: 'west, of the same account, stays linked', check: linkUp(west) },
      ],
      solve: ({ sign }) => sign({ revoke: 'east-2', at: 'hub' }),
    },
  ],
};

export default exercise;

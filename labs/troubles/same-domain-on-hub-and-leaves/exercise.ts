import { all, verdict } from '../../../src/lab/checks/check.ts';
import { insist, until } from '../../../src/lab/checks/eventually.ts';
import { interest, noInterest } from '../../../src/lab/checks/interested.ts';
import { notStored, stored } from '../../../src/lab/checks/stored.ts';
import { startingWith, type Exercise } from '../../../src/lab/exercise/exercise.ts';
import hubAndSpoke from '../../../topologies/hub-and-spoke/topology.ts';
import west from './west.conf';

const api = (domain: string) => `$JS.${domain}.API.STREAM.>`;

/** Two spokes in one domain: a request of the hub to the domain is done by both. */
const exercise: Exercise = {
  name: 'same-domain-on-hub-and-leaves',
  topology: startingWith(hubAndSpoke, { west }),
  begin: async (tools) => {
    const { run } = tools;
    for (const over of ['east', 'west']) {
      await until(interest(api('east'), { server: 'hub', over }), tools);
    }
    await run('hub', "stream add ORDERS --subjects 'orders.>' --defaults --js-domain east");
    for (const server of ['east', 'west']) {
      await until(stored({ server, stream: 'ORDERS' }), tools);
    }
  },
  symptom: {
    says: 'One request to the domain east has made ORDERS at east and at west',
    check: async (tools) => {
      const at = await Promise.all(
        ['east', 'west'].map((server) => stored({ server, stream: 'ORDERS' })(tools)),
      );
      const found = at.filter(({ type }) => type === 'pass').length;
      return verdict(found === 2, 'ORDERS on both spokes', `on ${found} of them`);
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'Give west a domain of its own',
      checks: [
        {
          says: 'At the hub, east alone answers for the domain east',
          check: all(
            interest(api('east'), { server: 'hub', over: 'east' }),
            noInterest(api('east'), { server: 'hub', over: 'west' }),
          ),
        },
        {
          says: 'West answers for the domain west',
          check: interest(api('west'), { server: 'hub', over: 'west' }),
        },
      ],
      solve: async ({ config, restart }) => {
        await restart('west', config('west').replace('domain: east', 'domain: west'));
      },
    },
    {
      id: 'remove',
      title: 'Remove the stream that west took by mistake',
      checks: [
        {
          says: 'ORDERS is at east and not at west',
          check: all(
            stored({ server: 'east', stream: 'ORDERS' }),
            notStored({ server: 'west', stream: 'ORDERS' }),
          ),
        },
      ],
      solve: async ({ run }) => {
        await insist(() => run('hub', 'stream info ORDERS --js-domain west'));
        await run('hub', 'stream rm ORDERS --force --js-domain west');
      },
    },
  ],
};

export default exercise;

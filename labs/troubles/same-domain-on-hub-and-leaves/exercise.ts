import { verdict } from '../../../src/lab/checks/check.ts';
import { insist, until } from '../../../src/lab/checks/insist.ts';
import { interest, noInterest } from '../../../src/lab/checks/interested.ts';
import { notStored, stored } from '../../../src/lab/checks/stored.ts';
import { startingWith, type Exercise } from '../../../src/lab/exercise/exercise.ts';
import hubAndSpoke from '../../../topologies/hub-and-spoke/topology.ts';
import west from './west.conf';

const api = (domain: string) => `$JS.${domain}.API.STREAM.>`;

/** Two spokes in one domain: what the hub asks of it, both do. */
const exercise: Exercise = {
  name: 'same-domain-on-hub-and-leaves',
  topology: startingWith(hubAndSpoke, { west }),
  begin: async ({ host, run }) => {
    for (const over of ['east', 'west']) {
      await until(interest(host, api('east'), { server: 'hub', over }));
    }
    await run('hub', "stream add ORDERS --subjects 'orders.>' --defaults --js-domain east");
    for (const server of ['east', 'west']) {
      await until(stored(host, { server, stream: 'ORDERS' }));
    }
  },
  symptom: {
    says: 'One request to the domain east has made ORDERS at east and at west',
    check: async ({ host }) => {
      const at = await Promise.all(
        ['east', 'west'].map((server) => stored(host, { server, stream: 'ORDERS' })()),
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
          check: async ({ host }) => {
            const wanted = await interest(host, api('east'), { server: 'hub', over: 'east' })();
            if (wanted.type === 'fail') return wanted;
            return noInterest(host, api('east'), { server: 'hub', over: 'west' })();
          },
        },
        {
          says: 'West answers for the domain west',
          check: ({ host }) => interest(host, api('west'), { server: 'hub', over: 'west' })(),
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
          check: async ({ host }) => {
            const wanted = await stored(host, { server: 'east', stream: 'ORDERS' })();
            if (wanted.type === 'fail') return wanted;
            return notStored(host, { server: 'west', stream: 'ORDERS' })();
          },
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

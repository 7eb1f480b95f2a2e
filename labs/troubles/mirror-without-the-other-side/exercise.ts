import { verdict } from '../../../src/lab/checks/check.ts';
import { insist } from '../../../src/lab/checks/eventually.ts';
import { copyOf, hasCaughtUp, told, toldOfAll } from '../../../src/lab/checks/streams.ts';
import { streamAt, streamsAt } from '../../../src/lab/monitoring/jsz.ts';
import type { Exercise } from '../../../src/lab/exercise/exercise.ts';
import hubAndSpoke from '../../../topologies/hub-and-spoke/topology.ts';

const origin = { stream: 'KV_prices', domain: 'hub' };

/** A mirror whose domain got lost on the way: it looks for its origin beside itself. */
const exercise: Exercise = {
  name: 'mirror-without-the-other-side',
  topology: hubAndSpoke,
  begin: async ({ run }) => {
    await insist(() => run('hub', 'kv add prices'));
    await insist(() => run('hub', 'kv put prices oak 12'));
    await insist(() => run('east', 'stream add PRICES --mirror KV_prices --defaults'));
  },
  symptom: {
    says: 'PRICES at east mirrors a KV_prices of its own domain, has never heard of it, and is empty',
    check: async ({ host }) => {
      const copy = await streamAt(host, 'east', 'PRICES');
      const lost = copy !== undefined && !copyOf(copy, origin) && copy.state.messages === 0;
      return verdict(lost, 'an empty mirror without the domain', told(copy, 'PRICES'));
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'Name the domain of the origin',
      checks: [
        {
          says: 'A stream at east mirrors KV_prices by $JS.hub.API, and has its value',
          check: async ({ host }) => {
            const held = await streamsAt(host, 'east');
            const mended = held.some(
              (stream) => hasCaughtUp(copyOf(stream, origin)) && stream.state.messages > 0,
            );
            return verdict(mended, 'a mirror by $JS.hub.API with a value', toldOfAll(held, 'east'));
          },
        },
      ],
      solve: async ({ run }) => {
        await run('east', 'stream rm PRICES -f');
        await run('east', 'kv add prices --mirror prices --mirror-domain hub');
      },
    },
  ],
};

export default exercise;

import { verdict, type CheckTools } from '../../../src/lab/checks/check.ts';
import { insist } from '../../../src/lab/checks/eventually.ts';
import { copyOf, hasCaughtUp, told } from '../../../src/lab/checks/streams.ts';
import { streamAt } from '../../../src/lab/monitoring/jsz.ts';
import type { Exercise } from '../../../src/lab/exercise/exercise.ts';
import hubAndSpoke from '../../../topologies/hub-and-spoke/topology.ts';

const holds = ({ host }: CheckTools, server: string) => streamAt(host, server, 'KV_prices');

/** A bucket of one name on both sides of a link, and two contents. */
const exercise: Exercise = {
  name: 'kv-not-shared',
  topology: hubAndSpoke,
  begin: async ({ run }) => {
    await insist(() => run('hub', 'kv add prices'));
    await insist(() => run('east', 'kv add prices'));
    await insist(() => run('hub', 'kv put prices oak 12'));
  },
  symptom: {
    says: 'The hub has a price in its bucket, and the bucket of the same name at east is empty',
    check: async (tools) => {
      const [hub, east] = await Promise.all([holds(tools, 'hub'), holds(tools, 'east')]);
      const [there, here] = [hub?.state.messages ?? 0, east?.state.messages ?? 0];
      const seen = `${there} at the hub, ${here} at east`;
      return verdict(
        east !== undefined && there > 0 && here === 0,
        'a price at one side alone',
        seen,
      );
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'Make the bucket at east a copy of the hub’s',
      checks: [
        {
          says: 'The bucket at east mirrors that of the hub, and has the price',
          check: async (tools) => {
            const east = await holds(tools, 'east');
            const copying = east && copyOf(east, { stream: 'KV_prices', domain: 'hub' });
            const mended = hasCaughtUp(copying) && east!.state.messages > 0;
            return verdict(mended, 'a copy with the price', told(east, 'KV_prices'));
          },
        },
      ],
      solve: async ({ run }) => {
        await run('east', 'kv del prices -f');
        await run('east', 'kv add prices --mirror prices --mirror-domain hub');
      },
    },
  ],
};

export default exercise;

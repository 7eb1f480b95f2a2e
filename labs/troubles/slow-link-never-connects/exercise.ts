import { verdict } from '../../../src/lab/checks/check.ts';
import { until } from '../../../src/lab/checks/eventually.ts';
import { linkDown, linkUp } from '../../../src/lab/checks/links.ts';
import { startingWith, type Exercise } from '../../../src/lab/exercise/exercise.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import hub from './hub.conf';
import leaf from './leaf.conf';

const link = { from: 'leaf', to: 'hub' };

/** A round trip longer than the time in which two servers agree on compression. */
const exercise: Exercise = {
  name: 'slow-link-never-connects',
  topology: startingWith(twoDomains, { hub, leaf }),
  begin: async ({ host }) => {
    await host.cutLink('leaf-hub', 'refused');
    await host.shapeLink('leaf-hub', { delay: 550 });
    await host.healLink('leaf-hub');
  },
  symptom: {
    says: 'The leaf reaches the hub and closes the connection, again and again',
    check: async (tools) => {
      const down = await linkDown(link)(tools);
      const closed = tools
        .log()
        .filter(({ server, text }) => server === 'leaf' && text.includes('connection closed'));
      return verdict(
        closed.length > 2 && down.type === 'pass',
        'closed twice or more, and no link',
        `closed ${closed.length} times; link ${down.type}`,
      );
    },
  },
  steps: [
    {
      id: 'mend',
      title: 'Allow more time, or need fewer round trips',
      checks: [{ says: 'leaf and hub are connected', check: linkUp(link) }],
      solve: async (tools) => {
        const { restart, config } = tools;
        const leaf = config('leaf').replace('7422"', '7422", compression: off');
        await restart('hub', config('hub').replace('port: 7422', 'port: 7422\n  compression: off'));
        await restart('leaf', leaf);
        await until(linkUp(link), tools);
      },
    },
  ],
};

export default exercise;

import { all, verdict, type Check } from '../../../src/lab/checks/check.ts';
import { linkUp } from '../../../src/lab/checks/links.ts';
import { notStored, stored } from '../../../src/lab/checks/stored.ts';
import { errorText } from '../../../src/lab/error-text.ts';
import { startingWith, type Exercise } from '../../../src/lab/exercise/exercise.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import hub from './hub.conf';
import leaf from './leaf.conf';

const ofLeaf = { server: 'leaf', stream: 'READINGS' };

/** What the leaf answers, as a server, to an operator at the hub. */
async function answerOfLeaf({ host, connect }: Parameters<Check>[0]): Promise<string> {
  const { server_id: id } = await host.monitor('leaf', 'varz');
  const operator = await connect('hub', { user: 'admin', pass: '4dmin' });
  return operator
    .request(`$SYS.REQ.SERVER.${id}.VARZ`, '', { timeout: 2000 })
    .then(() => 'answered', errorText);
}

const answers =
  (wanted: string): Check =>
  async (tools) => {
    const seen = await answerOfLeaf(tools);
    return verdict(seen === wanted, `the leaf, asked at the hub: ${wanted}`, seen);
  };

/** Servers that are joined in the account of applications and not in the system account. */
const exercise: Exercise = {
  name: 'server-list-without-leaves',
  topology: startingWith(twoDomains, { hub, leaf }),
  begin: async ({ run }) => {
    await run('leaf', 'stream add READINGS --subjects readings --defaults');
  },
  symptom: {
    says: 'The leaf is connected, and as a server it cannot be asked from the hub',
    check: all(linkUp({ from: 'leaf', to: 'hub' }), answers('503')),
  },
  steps: [
    {
      id: 'mend',
      title: 'Join the system accounts',
      checks: [
        { says: 'The leaf answers an operator at the hub', check: answers('answered') },
        {
          says: 'Each side keeps its own JetStream',
          check: all(stored(ofLeaf), notStored({ ...ofLeaf, server: 'hub' })),
        },
      ],
      solve: ({ restart, config }) =>
        restart(
          'leaf',
          config('leaf').replace(
            'remotes: [',
            'remotes: [\n    { account: SYS, url: "nats-leaf://admin:4dmin@hub:7422" }',
          ),
        ),
    },
  ],
};

export default exercise;

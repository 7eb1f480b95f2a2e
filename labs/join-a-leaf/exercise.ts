import { crossed } from '../../src/lab/checks/crossed.ts';
import { interest } from '../../src/lab/checks/interested.ts';
import { linkUp } from '../../src/lab/checks/links.ts';
import { startingWith, type Exercise } from '../../src/lab/exercise/exercise.ts';
import twoDomains from '../../topologies/two-domains/topology.ts';
import alone from './leaf.conf';

const link = { name: 'leaf-hub', from: 'leaf', to: 'hub' };

const remote = `
leafnodes {
  remotes: [
    { url: "nats-leaf://hub:7422", compression: off }
  ]
}
`;

/** Make a leaf node of a server that stands alone, and see interest and a message cross. */
const exercise: Exercise = {
  name: 'join-a-leaf',
  topology: startingWith(twoDomains, { leaf: alone }),
  steps: [
    {
      id: 'dial',
      title: 'Tell the leaf where its hub is',
      checks: [
        {
          says: 'Both servers list the other as a leaf connection',
          check: linkUp(link),
        },
      ],
      solve: (tools) => tools.restart('leaf', tools.config('leaf') + remote),
    },
    {
      id: 'interest',
      title: 'Subscribe at the hub, and see the leaf’s interest',
      checks: [
        {
          says: 'The leaf knows, from the hub, that somebody wants shop.>',
          check: interest('shop.>', { server: 'leaf', over: 'hub' }),
        },
      ],
      solve: async ({ connect }) => {
        const hub = await connect('hub');
        hub.subscribe('shop.>', { callback: () => {} });
        await hub.flush();
      },
    },
    {
      id: 'message',
      title: 'Send a message that the hub wants',
      checks: [
        {
          says: 'A message on shop.open crossed the link, from the leaf',
          check: crossed({ link: link.name, subject: 'shop.open', from: 'leaf' }),
        },
      ],
      solve: async ({ run }) => {
        await run('leaf', "pub shop.open 'good morning'");
      },
    },
  ],
};

export default exercise;

import { exportsOnly, exportsTo, importsOnly } from '../../src/lab/checks/accounts.ts';
import { answeredBy, unanswered } from '../../src/lab/checks/answered.ts';
import { all, verdict } from '../../src/lab/checks/check.ts';
import { crossed } from '../../src/lab/checks/crossed.ts';
import { until } from '../../src/lab/checks/eventually.ts';
import { interest, noInterest } from '../../src/lab/checks/interested.ts';
import { linkAccounts } from '../../src/lab/checks/links.ts';
import {
  startingWith,
  type Exercise,
  type ExerciseTools,
} from '../../src/lab/exercise/exercise.ts';
import bridge from '../../topologies/bridge/topology.ts';
import bridged from './bridged.conf';
import boltAlone from './bolt.conf';
import separate from './cloud.conf';

const [acme, bolt] = [
  { link: 'acme-cloud', server: 'acme' },
  { link: 'bolt-cloud', server: 'bolt' },
];

/** Answers at a server for as long as the lab runs. */
const offer = async ({ connect }: ExerciseTools, subject: string, text: string) => {
  const client = await connect('acme');
  const answer = new TextEncoder().encode(text);
  client.subscribe(subject, { callback: (_, message) => message.respond(answer) });
  await client.flush();
};

/** Join two organisations through a third server, and let pass what was agreed on. */
const exercise: Exercise = {
  name: 'bridge-two-companies',
  topology: startingWith(bridge, { bolt: boltAlone, cloud: separate }),
  steps: [
    {
      id: 'join',
      title: 'Connect the second company',
      checks: [
        {
          says: 'Each company’s server is bound to its own account of the cloud',
          check: all(
            linkAccounts({ from: 'acme', to: 'cloud' }, { local: '$G', remote: 'ACME' }),
            linkAccounts({ from: 'bolt', to: 'cloud' }, { local: '$G', remote: 'BOLT' }),
          ),
        },
        {
          says: 'Only the cloud listens for leaf nodes',
          check: async ({ host }) => {
            const listening: string[] = [];
            for (const { name } of bridge.servers) {
              const { leaf } = await host.monitor(name, 'varz');
              if (leaf?.port) listening.push(name);
            }
            return verdict(listening.join() === 'cloud', 'the cloud alone', listening.join(', '));
          },
        },
      ],
      solve: ({ restart }) =>
        restart('bolt', bridge.servers.find(({ name }) => name === 'bolt')!.config),
    },
    {
      id: 'share',
      title: 'Share two subjects',
      checks: [
        {
          says: 'ACME exports only the service acme.quote and the stream acme.news.>',
          check: exportsOnly('cloud', 'ACME', ['service acme.quote', 'stream acme.news.>']),
        },
        {
          says: 'Both are for BOLT alone',
          check: exportsTo('cloud', 'ACME', ['BOLT']),
        },
        {
          says: 'BOLT imports the two',
          check: importsOnly('cloud', { account: 'BOLT', from: 'ACME' }, [
            'service acme.quote',
            'stream acme.news.>',
          ]),
        },
      ],
      solve: ({ apply }) => apply('cloud', bridged),
    },
    {
      id: 'use',
      title: 'Ask for a quote, and hear the news',
      checks: [
        {
          says: 'A request on acme.quote went from bolt to the cloud, and on to acme',
          check: all(
            crossed({ link: bolt.link, subject: 'acme.quote', from: 'bolt' }),
            crossed({ link: acme.link, subject: 'acme.quote', from: 'cloud' }),
          ),
        },
        {
          says: 'acme.news.today went the other way',
          check: all(
            crossed({ link: acme.link, subject: 'acme.news.today', from: 'acme' }),
            crossed({ link: bolt.link, subject: 'acme.news.today', from: 'cloud' }),
          ),
        },
      ],
      solve: async (tools) => {
        const { connect, run } = tools;
        await offer(tools, 'acme.quote', '12 EUR');
        const buyer = await connect('bolt');
        await until(answeredBy('bolt', 'acme.quote', '12 EUR'), tools);
        buyer.subscribe('acme.news.>', { callback: () => {} });
        await buyer.flush();
        await until(interest('acme.news.>', { server: 'acme', over: 'cloud' }), tools);
        await run('acme', "pub acme.news.today 'new catalogue'");
      },
    },
    {
      id: 'prove',
      title: 'Prove that no other subject passes',
      checks: [
        {
          says: 'Acme answers on acme.salaries, and the cloud knows: it is in the account ACME',
          check: interest('acme.salaries', { server: 'cloud', over: 'acme', account: 'ACME' }),
        },
        {
          says: 'Bolt knows no such service',
          check: noInterest('acme.salaries', { server: 'bolt', over: 'cloud' }),
        },
        {
          says: 'A request for it at bolt has no responders, and a request for acme’s JetStream has none either',
          check: all(unanswered('bolt', 'acme.salaries'), unanswered('bolt', '$JS.acme.API.INFO')),
        },
        {
          says: 'The exports are as narrow as before',
          check: exportsOnly('cloud', 'ACME', ['service acme.quote', 'stream acme.news.>']),
        },
      ],
      solve: (tools) => offer(tools, 'acme.salaries', 'a secret'),
    },
  ],
};

export default exercise;

import { crossed, didNotCrossOnceServed } from '../../src/lab/checks/crossed.ts';
import { given, members } from '../../src/lab/checks/members.ts';
import type { Exercise, ExerciseTools } from '../../src/lab/exercise/exercise.ts';
import { originalOf } from '../../src/lab/exercise/telling.ts';
import type { LabClient } from '../../src/lab/network/lab-client.ts';
import twoDomains from '../../topologies/two-domains/topology.ts';

const link = 'leaf-hub';
const service = { subject: 'price', queue: 'prices' };
const asked = { link, subject: 'price', from: 'leaf' };

/** The responder that the solution has at the leaf, by the client that it is of, so that it can be taken away. */
const atLeaf = new WeakMap<LabClient, { unsubscribe: () => void }>();

const offer = async (tools: ExerciseTools, server: string) => {
  const client = await tools.connect(server);
  const subscription = client.subscribe(service.subject, {
    queue: service.queue,
    callback: (_, message) => message.respond(new TextEncoder().encode(`from the ${server}`)),
  });
  if (server === 'leaf') atLeaf.set(originalOf(client), subscription);
  await client.flush();
};

/** When the leaf last told the hub that its own group has no member any more. */
const lastLeft = (events: ReturnType<ExerciseTools['wire']>) =>
  events
    .filter((each) => each.op === 'LS-' && each.from === 'leaf' && each.subject === service.subject)
    .reduce((last, { seq }) => Math.max(last, seq), 0);

/** How long an answer may take: long, since a busy machine is no fault of the reader. */
const patience = '10s';

const ask = async ({ run }: ExerciseTools, times: number) => {
  await run('leaf', `req price '' --count ${times} --timeout ${patience}`);
};

/** Offer a service on both sides of a link; see who answers, and who takes over. */
const exercise: Exercise = {
  name: 'keep-it-local',
  topology: twoDomains,
  steps: [
    {
      id: 'offer',
      title: 'Offer the same service on both sides',
      checks: [
        {
          says: 'One member of the group prices is connected to the hub',
          check: members({ server: 'hub', ...service }, 1),
        },
        {
          says: 'One is connected to the leaf',
          check: members({ server: 'leaf', ...service }, 1),
        },
      ],
      solve: async (tools) => {
        await offer(tools, 'hub');
        await offer(tools, 'leaf');
      },
    },
    {
      id: 'local',
      title: 'Ask twenty times at the leaf',
      checks: [
        {
          says: 'The member at the leaf was asked twenty times or more',
          check: given({ server: 'leaf', ...service }, 20),
        },
        {
          says: 'Not one request crossed the link',
          check: didNotCrossOnceServed(asked, 'leaf'),
        },
      ],
      solve: (tools) => ask(tools, 20),
    },
    {
      id: 'failover',
      title: 'Take the local service away, and ask again',
      checks: [
        {
          says: 'No member is left at the leaf',
          check: members({ server: 'leaf', ...service }, 0),
        },
        {
          says: 'A request of the leaf crossed to the hub since',
          check: (tools) => crossed({ ...asked, since: lastLeft(tools.wire()) })(tools),
        },
      ],
      solve: async (tools) => {
        const leaf = await tools.connect('leaf');
        tools.say?.('At leaf the client that answers on price is stopped');
        atLeaf.get(originalOf(leaf))?.unsubscribe();
        await leaf.flush();
        await ask(tools, 5);
      },
    },
  ],
};

export default exercise;

import { verdict } from '../../src/lab/checks/check.ts';
import { crossed } from '../../src/lab/checks/crossed.ts';
import { insist } from '../../src/lab/checks/eventually.ts';
import { interest } from '../../src/lab/checks/interested.ts';
import { leafsOf } from '../../src/lab/monitoring/leafz.ts';
import { messagesAt, stored } from '../../src/lab/checks/stored.ts';
import type {
  Exercise,
  ExerciseCheck,
  ExerciseTools,
  HubElsewhere,
} from '../../src/lab/exercise/exercise.ts';
import { joining } from '../../src/lab/conf/hub-remote.ts';
import yourHub from '../../topologies/your-hub/topology.ts';

const link = { name: 'tab-your-hub', from: 'tab', to: 'your-hub' };
const utf8 = new TextEncoder();

/** The hub elsewhere: a test has started one; a page cannot. */
async function hubOf({ hubElsewhere }: ExerciseTools): Promise<HubElsewhere> {
  if (hubElsewhere) return hubElsewhere();
  throw new Error(
    'This step is done on your machine, where a page cannot start programs. Its hints have each line.',
  );
}

/** A request that came from the hub, and an answer to it from the tab. */
const answered: ExerciseCheck['check'] = async ({ wire }) => {
  const events = wire().filter((event) => event.link === link.name);
  const asked = events.find(({ from, subject }) => from === link.to && subject === 'greet');
  // A leaf may put marks before the inbox of a reply; the subject of the answer ends alike.
  const reply = asked?.reply?.split(' ').at(-1);
  const answer = events.some(
    ({ from, op, subject }) => from === link.from && op.endsWith('MSG') && subject === reply,
  );
  return verdict(
    reply !== undefined && answer,
    'a request on greet from your hub, and a reply to it from the tab',
    asked ? 'a request, and no reply yet' : 'no request on greet from your hub',
  );
};

/** Join the server of a tab to a hub of one's own, and use each from the other. */
const exercise: Exercise = {
  name: 'join-your-tab',
  topology: yourHub,
  elsewhere: 'own hub',
  steps: [
    {
      id: 'join',
      title: 'Join your hub',
      checks: [
        {
          says: 'The server in this tab lists a hub as its leaf connection',
          check: async ({ host }) => {
            const leafs = await leafsOf(host, 'tab');
            return verdict(leafs.length > 0, 'a leaf connection of tab', 'none');
          },
        },
      ],
      solve: async (tools) => {
        const { url } = await hubOf(tools);
        await tools.host.setHub(link.to, url);
        await tools.restart('tab', joining(tools.config('tab'), link.to, { type: 'none' }));
      },
    },
    {
      id: 'answer',
      title: 'Answer your hub from the tab',
      checks: [
        {
          says: 'Somebody at the tab answers on greet',
          check: interest('greet', { server: 'tab' }),
        },
        { says: 'A request from your hub was answered here', check: answered },
      ],
      solve: async (tools) => {
        const hub = await hubOf(tools);
        const tab = await tools.connect('tab');
        tab.subscribe('greet', {
          callback: (_, message) => message.respond(utf8.encode('hello from a tab')),
        });
        await tab.flush();
        // The interest takes a moment to arrive.
        await insist(() => hub.run("nats request greet ''"));
      },
    },
    {
      id: 'stream',
      title: 'Create a stream in the tab, from your hub',
      checks: [
        {
          says: 'The request to create ORDERS came from your hub, under the domain tab',
          check: crossed({
            link: link.name,
            subject: '$JS.tab.API.STREAM.CREATE.ORDERS',
            from: link.to,
          }),
        },
        {
          says: 'The tab stores ORDERS',
          check: stored({ server: 'tab', stream: 'ORDERS' }),
        },
        {
          says: 'It holds an order',
          check: messagesAt({ server: 'tab', stream: 'ORDERS' }, 1),
        },
      ],
      solve: async (tools) => {
        const hub = await hubOf(tools);
        await hub.run("nats stream add ORDERS --subjects 'orders.>' --defaults --js-domain tab");
        await hub.run("nats pub orders.new 'oak table' -J");
      },
    },
  ],
};

export default exercise;

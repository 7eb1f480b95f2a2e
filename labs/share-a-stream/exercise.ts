import { exportsNothingOn } from '../../src/lab/checks/accounts.ts';
import { all, verdict, type Check } from '../../src/lab/checks/check.ts';
import { insist, until } from '../../src/lab/checks/eventually.ts';
import { linkUp } from '../../src/lab/checks/links.ts';
import { asMany } from '../../src/lab/checks/stored.ts';
import { copies } from '../../src/lab/checks/streams.ts';
import type { Exercise } from '../../src/lab/exercise/exercise.ts';
import bridge from '../../topologies/bridge/topology.ts';
import copying from './copying.conf';
import domains from './domains.conf';
import flagged from './flagged.conf';
import reading from './reading.conf';

const link = { name: 'bolt-cloud', from: 'bolt', to: 'cloud' };
const orders = { server: 'cloud', stream: 'ORDERS' };
const parts = { server: 'acme', stream: 'PARTS' };
const ordersCopy = { server: 'bolt', stream: 'ACME_ORDERS' };
const partsCopy = { server: 'bolt', stream: 'ACME_PARTS' };
const small = 6;
/** Of 100 kB each: more than the 2 MB that a consumer sends before it waits for word from the other side. */
const large = 40;

const next = 'consumer next ORDERS bolt --js-api-prefix ACME.API --raw';
const mirror = (copy: string, of: string, api: string) =>
  `stream add ${copy} --mirror '{"name":"${of}","external":{"api":"${api}","deliver":"deliver.BOLT.${of}"}}' --defaults`;

/** An acknowledgement of the consumer `bolt` came from bolt's own server. */
const acknowledged =
  (subject: RegExp, wanted: string): Check =>
  async ({ wire }) => {
    const seen = wire().filter(
      (frame) =>
        frame.link === link.name && frame.from === 'bolt' && subject.test(frame.subject ?? ''),
    );
    return verdict(seen.length > 0, `${wanted} over ${link.name} from bolt`, `${seen.length} ×`);
  };

/** One account's streams, read and copied from another, over a leaf connection and out of two domains. */
const exercise: Exercise = {
  name: 'share-a-stream',
  topology: bridge,
  begin: async (tools) => {
    const { run } = tools;
    await run('cloud', "stream add ORDERS --subjects 'orders.>' --defaults");
    await run('cloud', 'consumer add ORDERS bolt --pull --defaults');
    await run('cloud', `pub orders.new 'oak table {{Count}}' --count ${small} -J`);
    await run('cloud', `pub orders.plan '{{Random 100000 100000}}' --count ${large} -J`);
    await run('acme', "stream add PARTS --subjects 'parts.>' --defaults");
    await run('acme', "pub parts.new 'hinge {{Count}}' --count 5 -J");
    await until(linkUp(link), tools);
  },
  steps: [
    {
      id: 'read',
      title: 'Let BOLT read orders, and do no more',
      checks: [
        {
          says: 'BOLT’s own server has acknowledged an order of ORDERS',
          check: acknowledged(
            /^\$JS\.ACK\.([^.]+\.[^.]+\.)?ORDERS\.bolt\./,
            '$JS.ACK.ORDERS.bolt.…',
          ),
        },
        {
          says: 'ACME exports no request by which BOLT could delete the stream',
          check: exportsNothingOn('cloud', 'ACME', [
            '$JS.API.STREAM.DELETE.ORDERS',
            '$JS.cloud.API.STREAM.DELETE.ORDERS',
          ]),
        },
      ],
      solve: async ({ apply, run }) => {
        await apply('cloud', reading);
        await insist(() => run('bolt', next));
      },
    },
    {
      id: 'copy',
      title: 'Copy all of ORDERS to bolt',
      checks: [
        {
          says: 'ACME_ORDERS at bolt has every order of the cloud',
          check: all(
            copies(ordersCopy, { stream: 'ORDERS', elsewhere: true }),
            asMany(orders, ordersCopy, small + large),
          ),
        },
      ],
      solve: async ({ apply, run }) => {
        await apply('cloud', copying);
        await run('bolt', mirror('ACME_ORDERS', 'ORDERS', 'ACME.API'));
      },
    },
    {
      id: 'domain',
      title: 'Copy a stream of the domain acme',
      checks: [
        {
          says: 'ACME_PARTS at bolt has every part that acme has',
          check: all(
            copies(partsCopy, { stream: 'PARTS', elsewhere: true }),
            asMany(parts, partsCopy, 5),
          ),
        },
      ],
      solve: async ({ apply, run }) => {
        await apply('cloud', domains);
        await run('bolt', mirror('ACME_PARTS', 'PARTS', 'ACME.OWN.API'));
      },
    },
    {
      id: 'flag',
      title: 'Put the domain into acknowledgements',
      checks: [
        {
          says: 'BOLT’s own server has acknowledged an order in the domain cloud',
          check: acknowledged(
            /^\$JS\.ACK\.cloud\.[^.]+\.ORDERS\.bolt\./,
            '$JS.ACK.cloud.….ORDERS.bolt.…',
          ),
        },
      ],
      solve: async (tools) => {
        const { restart, run } = tools;
        await restart('cloud', flagged);
        await until(linkUp(link), tools);
        await insist(() => run('bolt', next));
      },
    },
  ],
};

export default exercise;

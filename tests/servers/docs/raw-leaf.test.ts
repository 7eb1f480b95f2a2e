import { afterAll, describe, expect, test } from 'vitest';
import { messagesIn } from '../../../src/lab/checks/stored.ts';
import hubAndSpoke from '../../../topologies/hub-and-spoke/topology.ts';
import { Bench, type Lab } from '../../support/bench.ts';
import { localHost } from '../../support/host-kinds.ts';
import { dialRaw, type RawLeaf } from '../../support/raw-leaf.ts';
import { isHere } from './for-release.ts';

// The guide on segmentation says this of a program that only pretends to be a nats-server. No page can run one.
const bench = new Bench(localHost);
afterAll(() => bench.close());

const hub = `server_name: hub
port: 4222
jetstream { domain: hub, store_dir: "/data" }
accounts {
  APP {
    jetstream: enabled
    users: [
      { user: office, password: s3cret }
      { user: wide, password: s3cret }
      {
        user: narrow
        password: s3cret
        permissions { publish: ["status"], subscribe: ["news"] }
      }
    ]
  }
}
leafnodes { port: 7422 }
`;

async function rawLeaf(lab: Lab, user: string): Promise<RawLeaf> {
  const listens = /leafnode connections on (\S+)/;
  await lab.logged('hub', listens);
  const address = lab.log.map(({ text }) => listens.exec(text)?.[1]).find((found) => found)!;
  return dialRaw(address, { user, pass: 's3cret' });
}

/** A hub whose leaves are given up: the test dials in their place. */
const start = () =>
  bench.startUnlinked(
    { ...hubAndSpoke, servers: hubAndSpoke.servers.slice(0, 1), links: [] },
    { hub },
  );

const office = (lab: Lab) => lab.client('hub', { user: 'office', pass: 's3cret' });

describe('a leaf that is no nats-server', () => {
  test('makes a stream at the hub by a request that names no domain', async () => {
    const lab = await start();
    const leaf = await rawLeaf(lab, 'wide');
    leaf.send('$JS.API.STREAM.CREATE.EVIL', '{"name":"EVIL","subjects":["evil"]}');
    const { streams } = await (await office(lab)).jetstreamManager();
    await lab.until(async () => {
      const info = await streams.info('EVIL').catch(() => undefined);
      return info?.config.name === 'EVIL';
    });
    leaf.close();
  });

  test.runIf(isHere({ since: '2.11.16 and 2.12.7' }))(
    'is cut off when it publishes what its user may not',
    async () => {
      const lab = await start();
      const leaf = await rawLeaf(lab, 'narrow');
      const client = await office(lab);
      const heard: string[] = [];
      client.subscribe('>', { callback: (_, { subject }) => heard.push(subject) });
      await client.flush();
      leaf.send('status');
      leaf.send('orders.new');
      await lab.until(() =>
        leaf.heard().includes('Permissions Violation for Publish to "orders.new"'),
      );
      await lab.logged('hub', /Publish Violation on "orders.new" - Check other side/);
      await client.flush();
      expect(heard.filter((subject) => !/^[$_]/.test(subject))).toEqual(['status']);
      leaf.close();
    },
  );

  const checked = isHere({ since: '2.14.10 and 2.15.3' });
  test(`${checked ? 'cannot acknowledge' : 'acknowledges'} what its user may not`, async () => {
    const lab = await start();
    const client = await office(lab);
    const { streams, consumers } = await client.jetstreamManager();
    await streams.add({ name: 'JOBS', subjects: ['jobs'], retention: 'workqueue' as never });
    await consumers.add('JOBS', { durable_name: 'worker', ack_policy: 'explicit' as never });
    await client.jetstream().publish('jobs', 'paint it');
    // Without an inbox shared with other requests, since the message arrives under its own subject.
    const job = await client.request('$JS.API.CONSUMER.MSG.NEXT.JOBS.worker', '', {
      timeout: 5000,
      noMux: true,
    });
    expect(job.string()).toBe('paint it');

    const leaf = await rawLeaf(lab, 'narrow');
    leaf.send(job.reply!, '+ACK');
    if (checked) {
      await lab.until(() =>
        leaf.heard().includes('Permissions Violation for Publish to "$JS.ACK.'),
      );
    }
    await lab.until(
      async () =>
        (await messagesIn(lab.network, { server: 'hub', stream: 'JOBS' })) === (checked ? 1 : 0),
    );
    leaf.close();
  });
});

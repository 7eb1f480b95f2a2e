import { describe, expect, test } from 'vitest';
import { messagesAt, messagesIn } from '../../../src/lab/checks/stored.ts';
import sidecar from '../../../topologies/sidecar/topology.ts';
import { Bench, type Lab } from '../../support/bench.ts';
import { localHost } from '../../support/host-kinds.ts';
import { patience } from '../../support/pass.ts';
import { explain } from '../../../src/config-keys/explain.ts';
import { fieldsOf } from '../../../plugins/messages/fields.ts';
import { whyNotHere } from './for-release.ts';
import { sourceOf } from './page.ts';

/** The permissions that the guide on the sidecar quotes, by the act that they permit. */
const quoted = new Map(
  [...sourceOf('guides/sidecar').matchAll(/^```nats [^\n]*permits=(\w+)\n(.*?)^```/gms)].map(
    ([, act, text]) => [act!, text!],
  ),
);

const [hubConf, sidecarConf] = sidecar.servers.map(({ config }) => config) as [string, string];
const office = { user: 'office', pass: 's3cret' };
const shop = 'jetstream { domain: shop, store_dir: "/data" }\n';

/** Runs a hub with `ORDERS`, where the sidecar logs in as a user with these permissions. */
async function withLab<T>(
  permissions: string,
  use: (lab: Lab) => Promise<T>,
  more = '',
): Promise<T> {
  const bench = new Bench(localHost);
  try {
    const users = `{ user: office, password: s3cret }, { user: app, password: s3cret\n${permissions} }`;
    const lab = await bench.start(sidecar, {
      hub: `${hubConf.replace(/\{ user: app.*\}/, () => users)}\n${more}`,
      sidecar: `${sidecarConf}\n${shop}${more}`,
    });
    const { streams, consumers } = await (await lab.client('hub', office)).jetstreamManager();
    await streams.add({ name: 'ORDERS', subjects: ['orders.>'] });
    await consumers.add('ORDERS', { durable_name: 'app', ack_policy: 'explicit' as never });
    return await use(lab);
  } finally {
    await bench.close();
  }
}

const atSidecar = (lab: Lab) => lab.client('sidecar', undefined, '_INBOX_app');

/** Publishes an order from the sidecar, and hears that the hub has stored it. */
async function publish(lab: Lab): Promise<void> {
  const app = await atSidecar(lab);
  const { domain } = await app.jetstream().publish('orders.new', 'oak table');
  expect(domain).toBe('hub');
}

/** Reads an order of the hub at the sidecar, and hears that its acknowledgement has arrived. */
async function read(lab: Lab): Promise<void> {
  const hub = await lab.client('hub', office);
  await hub.jetstream().publish('orders.new', 'oak table');
  const app = await atSidecar(lab);
  const consumer = await app.jetstream({ domain: 'hub' }).consumers.get('ORDERS', 'app');
  const message = await consumer.next({ expires: 2000 });
  expect(await message?.ackAck()).toBe(true);
  const { consumers } = await hub.jetstreamManager();
  await lab.until(async () => (await consumers.info('ORDERS', 'app')).num_ack_pending === 0);
}

/** More than a source is sent before it has to say that it keeps up. */
const orders = 400;
const order = new Uint8Array(8_000);

/** The sides of a copy: where `ORDERS` is, and where `COPY` sources it. */
interface Way {
  from: 'hub' | 'sidecar';
  to: 'hub' | 'sidecar';
  domain: string;
}

const login = (server: string) => (server === 'hub' ? office : undefined);

/** Publishes to `ORDERS` at one side, and has the other side copy it. */
async function beginCopy(
  lab: Lab,
  { from, to, domain }: Way,
  as: 'source' | 'mirror' = 'source',
): Promise<void> {
  const origin = await lab.client(from, login(from));
  const { streams } = await origin.jetstreamManager();
  await streams.add({ name: 'ORDERS', subjects: ['orders.>'] });
  for (let i = 0; i < orders; i++) await origin.jetstream().publish('orders.new', order);
  const own = await (await lab.client(to, login(to))).jetstreamManager();
  const ofOrders = { name: 'ORDERS', external: { api: `$JS.${domain}.API`, deliver: '' } };
  await own.streams.add({
    name: 'COPY',
    ...(as === 'mirror' ? { mirror: ofOrders } : { sources: [ofOrders] }),
  });
}

/** Where a copy that is not answered says so. */
const stalled = fieldsOf(sourceOf('troubleshooting/messages/stalled-on-flow-control'));

/** Waits for what shows that a copy without this line does not get on. */
async function stuck(lab: Lab, { to, domain }: Way, line: string): Promise<void> {
  const create = `$JS.${domain}.API.CONSUMER.CREATE.ORDERS`;
  if (line.includes('$JS.FC')) return lab.logged(to, /stalled on flow control/);
  if (line.includes(create)) {
    const client = await lab.client(to, login(to));
    await expect(client.request(create, '', { timeout: patience })).rejects.toThrow('503');
    return;
  }
  // It asks for its consumer once more, since no answer or no message has come.
  const asked = () => lab.wire.filter(({ subject }) => subject === create).length;
  await lab.until(() => asked() > 1, 60_000);
}

const copyAt = ({ to }: Way) => ({ server: to, stream: 'COPY' });

const acts: Record<string, (lab: Lab) => Promise<void>> = { publishing: publish, reading: read };
const ways: Record<string, Way> = {
  fetching: { from: 'hub', to: 'sidecar', domain: 'hub' },
  giving: { from: 'sidecar', to: 'hub', domain: 'shop' },
};

const linesOf = (act: string) =>
  [...quoted.get(act)!.matchAll(/"(.*)"\n/g)].map(([, line]) => line!);

/** An empty list would permit everything. */
const without = (act: string, line: string) => quoted.get(act)!.replace(line, 'unused');

describe.concurrent('the permissions that the guide on the sidecar quotes', () => {
  test('are those of the acts here', () => {
    expect([...quoted.keys()].sort()).toEqual([...Object.keys(acts), ...Object.keys(ways)].sort());
  });

  describe.each(Object.entries(acts))('for %s', (name, act) => {
    test('are enough', () => withLab(quoted.get(name)!, act));

    test.each(linesOf(name))('need %s', (line) =>
      withLab(without(name, line), (lab) => expect(act(lab)).rejects.toThrow()),
    );
  });

  describe.each(Object.entries(ways))('for %s a copy', { timeout: 120_000 }, (name, way) => {
    test('are enough', () =>
      withLab(quoted.get(name)!, async (lab) => {
        await beginCopy(lab, way);
        await lab.pass(messagesAt(copyAt(way), orders), 60_000);
      }));

    test.for(linesOf(name))('need %s', (line, { skip }) => {
      const why = line.includes('$JS.FC') ? whyNotHere(stalled) : undefined;
      if (why) skip(why);
      return withLab(without(name, line), async (lab) => {
        await beginCopy(lab, way);
        await stuck(lab, way, line);
        const copied = await messagesIn(lab.network, copyAt(way));
        expect(copied).toBeLessThan(orders);
      });
    });
  });

  test('are enough for a mirror, with $JS.M in place of $JS.S', { timeout: 120_000 }, () => {
    const permissions = quoted.get('fetching')!.replace('$JS.S.>', '$JS.M.>');
    return withLab(permissions, async (lab) => {
      await beginCopy(lab, ways['fetching']!, 'mirror');
      await lab.pass(messagesAt(copyAt(ways['fetching']!), orders), 60_000);
    });
  });

  describe('with js_ack_fc_v2', () => {
    const flag = 'feature_flags { js_ack_fc_v2: true }';
    const permissions = quoted.get('reading')!;
    const why = whyNotHere(explain(['feature_flags', 'js_ack_fc_v2'])!);

    test('lose the acknowledgement', ({ skip }) => {
      if (why) skip(why);
      return withLab(permissions, (lab) => expect(read(lab)).rejects.toThrow(), flag);
    });

    test('let it through with the domain and the account in it', ({ skip }) => {
      if (why) skip(why);
      const wider = permissions.replace('$JS.ACK.ORDERS', '$JS.ACK.*.*.ORDERS');
      return withLab(wider, read, flag);
    });
  });
});

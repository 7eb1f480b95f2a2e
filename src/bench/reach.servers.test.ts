import { afterAll, expect, test } from 'vitest';
import { reachOfSubject } from './reach-subjects.ts';
import { reachTable } from './reach-table.ts';
import { examineLive } from '../doctor/live/examine-live.ts';
import { tabInNode } from '../../tests/support/host-kinds.ts';
import { Rig } from '../../tests/support/run-network.ts';

const rig = new Rig(tabInNode);
afterAll(() => rig.close());

const hub = `server_name: hub
jetstream { domain: hub, store_dir: /data }
accounts {
  A { users [{ user: a, password: a }], jetstream: enabled }
  B { users [{ user: b, password: b }] }
}
no_auth_user: a
leafnodes { port: 7422 }`;
const leaf = (name: string, remotes: string) => `server_name: ${name}
jetstream { domain: ${name}, store_dir: /data }
leafnodes { remotes: [${remotes}] }`;

test('a table says which domains answer each account, and where its messages arrive', async () => {
  const running = await rig.run({
    hub,
    east: leaf('east', '{ url: "nats-leaf://a:a@hub:7422" }'),
  });
  const { reach, findings } = await examineLive(running);
  const subject = await reachOfSubject('orders.new', running, reach);
  const { columns, rows } = reachTable(reach, findings, [subject]);
  expect(columns.map(({ name }) => name)).toEqual([
    'its own JetStream',
    'east',
    'hub',
    'orders.new',
  ]);
  const told = new Map(rows.map(({ name, cells }) => [name, cells.map(({ short }) => short)]));
  expect(told.get('east')).toEqual(['yes: east', 'yes', 'yes', '1 of 2']);
  expect(told.get('account A of hub')).toEqual(['yes: hub', 'yes', 'yes', '1 of 2']);
  expect(told.get('account B of hub')?.at(-1)).toBe('nowhere else');
  expect(told.get('account B of hub')?.[1]).toBe('no responders');
});

test('a leaf of two hubs is not made to pass messages on by those that listen', async () => {
  const running = await rig.run({
    hub: 'server_name: hub\nleafnodes { port: 7422 }',
    west: 'server_name: west\nleafnodes { port: 7422 }',
    bridge: `server_name: bridge
leafnodes { remotes: [{ url: "nats-leaf://hub:7422" }, { url: "nats-leaf://west:7422" }] }`,
  });
  const { reach, findings } = await examineLive(running);
  const subject = await reachOfSubject('orders.new', running, reach);
  const { rows } = reachTable(reach, findings, [subject]);
  const told = rows.map(({ name, cells }) => [name, cells.at(-1)!.short]);
  expect(told).toEqual([
    ['hub', '1 of 2'],
    ['bridge', '2 of 2'],
    ['west', '1 of 2'],
  ]);
});

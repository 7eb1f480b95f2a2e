import { afterAll, expect, test } from 'vitest';
import hubAndSpoke from '../../../topologies/hub-and-spoke/topology.ts';
import { Bench, type Lab } from '../../support/bench.ts';
import { localHost } from '../../support/host-kinds.ts';

// The guide on segmentation says this of users that are gone; it shows it of permissions that have changed.
const bench = new Bench(localHost);
afterAll(() => bench.close());

const hubWith = (...users: string[]) => `server_name: hub
port: 4222
accounts {
  APP {
    users: [
      ${users.map((user) => `{ user: ${user}, password: s3cret }`).join('\n      ')}
    ]
  }
}
leafnodes { port: 7422 }
`;
const leafAs = (user: string) => `server_name: ${user}
port: 4222
leafnodes { remotes: [ { url: "nats-leaf://${user}:s3cret@hub:7422" } ] }
`;

async function connected(lab: Lab): Promise<string[]> {
  const { leafs } = (await lab.network.monitor('hub', 'leafz')) as { leafs?: { name: string }[] };
  return (leafs ?? []).map(({ name }) => name).sort();
}

test('a reload without the user of a leaf closes its client, and leaves the leaf connected', async () => {
  const lab = await bench.startUnlinked(hubAndSpoke, {
    hub: hubWith('office', 'east', 'west'),
    east: leafAs('east'),
    west: leafAs('west'),
  });
  await lab.until(async () => (await connected(lab)).length === 2);
  const client = await lab.client('hub', { user: 'east', pass: 's3cret' });
  const closed = (async () => {
    for await (const status of client.status()) {
      const type: string = status.type;
      if (type === 'disconnect') return;
    }
  })();

  await lab.network.reloadServer('hub', hubWith('office', 'west'));
  await closed;
  expect(await connected(lab)).toEqual(['east', 'west']);
  const office = await lab.client('hub', { user: 'office', pass: 's3cret' });
  office.subscribe('hours', { callback: (_, message) => message.respond('until eight') });
  await office.flush();
  const shop = await lab.client('east');
  await lab.until(async () => {
    const answer = await shop.request('hours').catch(() => undefined);
    return answer?.string() === 'until eight';
  });

  await lab.network.cutLink('east-hub', 'refused');
  await lab.network.healLink('east-hub');
  await lab.logged('hub', /authentication error|Authorization Violation/i);
  // The line comes before the connection is closed.
  await lab.until(async () => (await connected(lab)).join() === 'west');
});

import { expect, test } from 'vitest';
import { addressOf, startNative, type Native } from '../../support/native.ts';

// The guide on what a leaf node is says this of superclusters, which the site's topologies do not have.
test('a cluster that names one other in its gateways is told of the rest', async () => {
  const start = (name: string, others = ''): Promise<Native> =>
    startNative(`server_name: ${name}
listen: "127.0.0.1:-1"
cluster { name: ${name}, listen: "127.0.0.1:-1" }
gateway { name: ${name}, listen: "127.0.0.1:-1", gateways: [ ${others} ] }
`);
  const middle = await start('middle');
  const remote = `{ name: middle, url: "nats://${await addressOf(middle, 'gateways')}" }`;
  const [east, west] = await Promise.all([start('east', remote), start('west', remote)]);
  const outbound = await east.logged(/Outbound gateway connection to "west"/);
  expect(outbound).toBeTruthy();
  await west.logged(/Outbound gateway connection to "east"/);
});

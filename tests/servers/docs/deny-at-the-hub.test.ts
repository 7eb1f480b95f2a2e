import { afterAll, test } from 'vitest';
import { interest } from '../../../src/lab/checks/interested.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { Bench } from '../../support/bench.ts';
import { localHost } from '../../support/host-kinds.ts';
import { isHere } from './for-release.ts';

// The page of the message names the case. Its configurations alone do not provoke it: somebody must publish.
const bench = new Bench(localHost);
afterAll(() => bench.close());

/** Since these releases a hub holds a leaf to what it may publish. */
const enforced = isHere({ since: '2.11.16 and 2.12.7' });

test.runIf(enforced)(
  'a remote with hub: true closes the link on a subject of its deny_exports',
  async () => {
    const remote = '{ url: "nats-leaf://hub:7422", hub: true, deny_exports: ["secret.>"] }';
    const lab = await bench.startUnlinked(twoDomains, {
      hub: 'server_name: hub\nport: 4222\nleafnodes { port: 7422 }\n',
      leaf: `server_name: leaf\nport: 4222\nleafnodes { remotes: [ ${remote} ] }\n`,
    });
    const reader = await lab.client('leaf');
    reader.subscribe('>', { callback: () => {} });
    await reader.flush();
    await lab.pass(interest('>', { server: 'hub', over: 'leaf' }));
    const publisher = await lab.client('hub');
    publisher.publish('secret.recipe');
    await lab.logged('leaf', /Publish Violation on "secret\.recipe" - Check other side/);
    await lab.logged('hub', /Permissions Violation for Publish to "secret\.recipe"/);
  },
);

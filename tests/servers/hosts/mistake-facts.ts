import { describe, expect, test } from 'vitest';
import { interest } from '../../../src/lab/checks/interested.ts';
import { streamsAt } from '../../../src/lab/monitoring/jsz.ts';
import type { Topology } from '../../../src/lab/topology/topology.ts';
import hubAndSpoke from '../../../topologies/hub-and-spoke/topology.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import hubSpokeSpoke from '../../../topologies/hub-spoke-spoke/topology.ts';
import segmented from '../../../topologies/segmented/topology.ts';
import type { Bench } from '../../support/bench.ts';

/** The configuration of a server, changed. */
function changed(topology: Topology, server: string, change: (config: string) => string) {
  const { config } = topology.servers.find(({ name }) => name === server)!;
  return { [server]: change(config) };
}

const ownCluster = (config: string) => `${config}\ncluster { name: same, port: 6222 }\n`;

export function mistakeFacts(bench: Bench): void {
  describe('a mistake', () => {
    test('a leaf of a hub and of that hub’s leaf is a loop, and its server says so', async () => {
      const second = 'remotes: [{ url: "nats-leaf://hub:7422", compression: off }';
      const lab = await bench.startUnlinked(
        hubSpokeSpoke,
        changed(hubSpokeSpoke, 'edge', (config) => config.replace('remotes: [', `${second}\n`)),
      );
      await lab.until(() =>
        lab.log.some(({ text }) =>
          /Loop detected for leafnode account="\$G". Delaying attempt to reconnect for 30s/.test(
            text,
          ),
        ),
      );
    });

    test('two leaves of one domain both do what its API is asked to', async () => {
      const lab = await bench.start(
        hubAndSpoke,
        changed(hubAndSpoke, 'west', (config) => config.replace('domain: west', 'domain: east')),
      );
      const { network } = lab;
      const hub = await lab.client('hub');
      for (const over of ['east', 'west']) {
        await lab.pass(interest('$JS.east.API.STREAM.>', { server: 'hub', over }));
      }
      const manager = await hub.jetstreamManager({ domain: 'east' });
      await manager.streams.add({ name: 'S', subjects: ['s'] });
      const holders = async () => {
        const held = ['hub', 'east', 'west'].map((name) => streamsAt(network, name));
        return (await Promise.all(held)).map((streams) => streams.length);
      };
      await lab.until(async () => String(await holders()) === '0,1,1');
    });

    test('a leaf in the domain of its hub cannot reach the hub’s: each side answers itself', async () => {
      const lab = await bench.start(
        twoDomains,
        changed(twoDomains, 'leaf', (config) => config.replace('domain: leaf', 'domain: hub')),
      );
      for (const server of ['hub', 'leaf']) {
        const client = await lab.client(server);
        const { streams } = await client.jetstreamManager({ domain: 'hub' });
        await streams.add({ name: `FROM_${server}`, subjects: [server] });
      }
      const held = async (server: string) =>
        (await streamsAt(lab.network, server)).map(({ name }) => name);
      expect({ hub: await held('hub'), leaf: await held('leaf') }).toEqual({
        hub: ['FROM_hub'],
        leaf: ['FROM_leaf'],
      });
    });

    test('a leaf whose cluster has the name of the hub’s is refused, and told why', async () => {
      const lab = await bench.startUnlinked(segmented, {
        ...changed(segmented, 'hub', ownCluster),
        ...changed(segmented, 'plant', ownCluster),
      });
      await lab.logged('plant', /same cluster name/i);
      expect(await lab.network.monitor('hub', 'leafz')).toMatchObject({ leafnodes: 0 });
    });
  });
}

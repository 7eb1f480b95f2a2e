import { describe, expect, test } from 'vitest';
import { unanswered } from '../../../src/lab/checks/answered.ts';
import { crossed, didNotCross } from '../../../src/lab/checks/crossed.ts';
import { interest } from '../../../src/lab/checks/interested.ts';
import { streamInfo } from '../../../src/lab/checks/jetstream-check.ts';
import wasmcloudLattice from '../../../topologies/wasmcloud-lattice/topology.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { withoutJetStream } from '../../../topologies/hub-spoke-spoke/topology.ts';
import type { Bench } from '../../support/bench.ts';

const link = 'leaf-hub';

export function domainFacts(bench: Bench): void {
  describe('the blocking rule', () => {
    test('the local JetStream API and key-value writes do not cross, object data does', async () => {
      const { client, pass } = await bench.start(twoDomains);
      const [hub, leaf] = [await client('hub'), await client('leaf')];
      const heard: string[] = [];
      for (const subject of ['$KV.B.>', '$OBJ.B.>', '$JS.API.X.>', '$O.B.>']) {
        hub.subscribe(subject, { callback: (_, message) => heard.push(message.subject) });
      }
      await pass(interest('$O.B.>', { server: 'leaf', over: 'hub' }));
      const blocked = ['$KV.B.k', '$OBJ.B.k', '$JS.API.X.y'];
      for (const subject of [...blocked, '$O.B.C.k']) leaf.publish(subject);
      await pass(crossed({ link, subject: '$O.B.C.k' }, 1));
      for (const subject of blocked) await pass(didNotCross({ link, subject }));
      await hub.flush();
      expect(heard).toEqual(['$O.B.C.k']);
    });
  });

  describe('a domain', () => {
    test('is reached from the other side by its own name, and mapped to the local API there', async () => {
      const { client, pass } = await bench.start(twoDomains);
      const leaf = await client('leaf');
      const there = (await leaf.jetstreamManager({ domain: 'hub' })).streams;
      await there.add({ name: 'S', subjects: ['s'] });
      await pass(streamInfo({ server: 'leaf', stream: 'S', domain: 'hub' }, { domain: 'hub' }));
      const here = (await leaf.jetstreamManager()).streams;
      await expect(here.info('S')).rejects.toThrow('stream not found');
      await pass(streamInfo({ server: 'hub', stream: 'S' }, { domain: 'hub' }));
      const subject = '$JS.hub.API.STREAM.CREATE.S';
      await pass(crossed({ link, subject, from: 'leaf' }, 1));
    });

    test('is reached through a server in the middle that has no JetStream', async () => {
      const { client, pass } = await bench.start(withoutJetStream);
      const edge = await client('edge');
      await pass(async () => {
        const manager = await edge.jetstreamManager({ domain: 'hub' });
        const { domain } = await manager.getAccountInfo();
        return domain === 'hub'
          ? { type: 'pass' }
          : { type: 'fail', expected: 'hub', seen: String(domain) };
      });
      await pass(unanswered('region', '$JS.API.INFO'));
    });
  });

  describe('a leaf without JetStream', () => {
    test('answers 503 without a domain, and reaches the hub’s streams with one', async () => {
      const { client, pass } = await bench.start(wasmcloudLattice);
      const host = await client('host-1');
      await pass(unanswered('host-1', '$JS.API.INFO'));
      const { streams } = await host.jetstreamManager({ domain: 'wasmcloud' });
      await streams.add({ name: 'S', subjects: ['s'] });
      await pass(streamInfo({ server: 'hub', stream: 'S' }, { domain: 'wasmcloud' }));
    });

    test('reaches them without a domain if its account maps the local API to the hub’s', async () => {
      const [spec] = wasmcloudLattice.servers.filter(({ name }) => name === 'host-1');
      const mapping = 'mappings { "$JS.API.>": "$JS.wasmcloud.API.>" }';
      const { client } = await bench.start(wasmcloudLattice, {
        'host-1': `${spec!.config}\n${mapping}\n`,
      });
      const { streams } = await (await client('host-1')).jetstreamManager();
      const { config } = await streams.add({ name: 'S', subjects: ['s'] });
      expect(config.name).toBe('S');
    });
  });
}

import { createUser } from '@nats-io/jwt';
import { afterEach, describe, expect, test } from 'vitest';
import { verdict } from '../../../src/lab/checks/check.ts';
import type { Topology } from '../../../src/lab/topology/topology.ts';
import { operatorMode } from './credentials.ts';
import type { Bench, Lab } from '../../support/bench.ts';

/** A hub outside the labs, which leaves reach through WebSockets. One at a time. */
export interface HubElsewhere {
  /**
   * Starts it.
   * @param trust the part of its configuration that says who may come in
   */
  start(trust: string): Promise<{
    /** A `ws://` URL. */
    url: string;
    /** A `wss://` URL with a path. */
    secureUrl: string;
  }>;
  /** Its leaf connections, as it tells of them. */
  leafs(): Promise<{ name: string; account: string }[]>;
  /** Ends each WebSocket to it without a word, as a network does. */
  drop(): Promise<void>;
  stop(): Promise<void>;
}

const link = 'tab-elsewhere';

/** A lab of one server. Its hub is not drawn. */
const alone: Topology = {
  name: 'alone',
  size: { width: 1, height: 1 },
  servers: [{ name: 'tab', role: 'leaf', domain: 'tab', config: '', at: { x: 0, y: 0 } }],
  outside: [{ name: 'elsewhere', at: { x: 1, y: 0 } }],
  links: [],
};

const leafWith = (url: string, proof = '') => `
server_name: tab
jetstream { domain: tab, store_dir: "/data" }
leafnodes {
  reconnect: "100ms"
  remotes: [{ url: "${url}", compression: off, ${proof} }]
}`;

const password = `
jetstream { domain: hub, store_dir: "/data" }
accounts { SHOP { jetstream: enabled, users: [{ user: shop, password: secret }] } }`;
const byPassword = leafWith('nats-leaf://shop:secret@elsewhere:443');

export function remoteHubFacts(bench: Bench, hub: HubElsewhere): void {
  describe('a leaf of a hub elsewhere', () => {
    afterEach(() => hub.stop());

    /** Starts a lab whose leaf has that hub, and waits until both list each other. */
    async function join(url: string, config: string, account: string, creds = ''): Promise<Lab> {
      const lab = await bench.startUnlinked(alone, { tab: 'server_name: tab' });
      await lab.network.stopServer('tab');
      if (creds) await lab.network.putFile('tab', '/hub.creds', creds);
      await lab.network.setHub('elsewhere', url);
      await lab.network.startServer('tab', config);
      await joined(lab, account);
      return lab;
    }

    const joined = async (lab: Lab, account: string) => {
      await lab.pass(async () => {
        const seen = JSON.stringify(await hub.leafs());
        const wanted = JSON.stringify([{ name: 'tab', account }]);
        return verdict(seen === wanted && lab.links.get(link)?.type === 'up', wanted, seen);
      });
      expect(await lab.network.monitor('tab', 'leafz')).toMatchObject({
        leafs: [{ name: 'elsewhere' }],
      });
    };

    test('logs in by user and password, and what it stores there comes back whole', async () => {
      const { url } = await hub.start(password);
      const lab = await join(url, byPassword, 'SHOP');
      const client = await lab.client('tab');
      const { streams } = await client.jetstreamManager({ domain: 'hub' });
      await streams.add({ name: 'FAR', subjects: ['far'] });
      // Each of the three forms in which a WebSocket tells a length.
      for (const size of [10, 1000, 100_000]) {
        await client.jetstream().publish('far', 'ab'.repeat(size / 2));
        const { data } = await streams.getMessage('FAR', { last_by_subj: 'far' });
        expect(new TextDecoder().decode(data)).toBe('ab'.repeat(size / 2));
      }
    });

    test('logs in by an nkey, through wss:// and a path', async () => {
      const user = createUser();
      const { secureUrl } = await hub.start(
        `accounts { SHOP { users: [{ nkey: ${user.getPublicKey()} }] } }`,
      );
      const seed = new TextDecoder().decode(user.getSeed());
      await join(secureUrl, leafWith('nats-leaf://elsewhere:443', `nkey: ${seed}`), 'SHOP');
    });

    test('logs in by a file of credentials that was put on its machine', async () => {
      const {
        trust,
        users: [{ creds, account }],
      } = await operatorMode();
      const { url } = await hub.start(trust);
      const config = leafWith('nats-leaf://elsewhere:443', 'credentials: "/hub.creds"');
      await join(url, config, account, creds);
    });

    test('is back after each of ten drops of its WebSocket', async () => {
      const { url } = await hub.start(password);
      const lab = await join(url, byPassword, 'SHOP');
      const logins = () => lab.wire.filter(({ op }) => op === 'CONNECT').length;
      for (let drop = 1; drop <= 10; drop++) {
        await hub.drop();
        await lab.until(() => logins() === drop + 1);
        await joined(lab, 'SHOP');
      }
      const client = await lab.client('tab');
      const { domain } = await (await client.jetstreamManager({ domain: 'hub' })).getAccountInfo();
      expect(domain).toBe('hub');
    }, 60_000);

    test('is told of what is no hub, and of one that is not there', async () => {
      const { url } = await hub.start(password);
      await hub.stop();
      const lab = await bench.startUnlinked(alone, { tab: 'server_name: tab' });
      await expect(lab.network.setHub('elsewhere', 'nats-leaf://hub:7422')).rejects.toThrow(
        'A browser reaches a hub by ws:// or wss://',
      );
      await lab.network.setHub('elsewhere', url);
      await lab.network.stopServer('tab');
      await lab.network.startServer('tab', byPassword);
      await lab.logged('tab', /^ws:\/\/127\.0\.0\.1:\d+\/leafnode did not take the connection/);
    });
  });
}

import { createUser } from '@nats-io/jwt';
import { describe, expect, test } from 'vitest';
import { linkAccounts } from '../../../src/lab/checks/links.ts';
import { makeKeyring } from '../../../src/lab/credentials/keyring.ts';
import { push } from '../../../src/lab/credentials/signing.ts';
import hubAndSpoke from '../../../topologies/hub-and-spoke/topology.ts';
import operatorTopology from '../../../topologies/operator-mode/topology.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { operatorMode } from './credentials.ts';
import type { Bench } from '../../support/bench.ts';

const link = { name: 'leaf-hub', from: 'leaf', to: 'hub' };

/** A leaf whose remote proves who it is. */
const leafWith = (name: string, proof: string) => `
server_name: ${name}
jetstream { domain: ${name}, store_dir: "/data" }
leafnodes { remotes: [{ url: "nats-leaf://hub:7422", compression: off, ${proof} }] }`;

const hubWith = (trust: string) => `
server_name: hub
leafnodes { port: 7422, compression: off }
${trust}`;

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

export function credentialFacts(bench: Bench): void {
  describe('a leaf proves who it is', () => {
    test.each([
      ['credentials', 'credentials: "/hub.creds"'],
      ['credentials that a variable names', 'FILE: "/hub.creds", credentials: $FILE'],
    ])('by %s, and is bound to the account of their user', async (_, proof) => {
      const {
        trust,
        users: [{ creds, account }],
      } = await operatorMode();
      const hub = hubWith(trust);
      const lab = await bench.startUnlinked(twoDomains, { hub, leaf: 'server_name: leaf' });
      await lab.network.stopServer('leaf');
      await lab.network.putFile('leaf', '/hub.creds', creds);
      await lab.network.startServer('leaf', leafWith('leaf', proof));
      await lab.pass(linkAccounts(link, { local: '$G', remote: account }));
    });

    test('by an nkey, and is bound to the account of its user', async () => {
      const user = createUser();
      const trust = `accounts { SHOP { users: [{ nkey: ${user.getPublicKey()} }] } }`;
      const leaf = leafWith('leaf', `nkey: ${text(user.getSeed())}`);
      const lab = await bench.start(twoDomains, { hub: hubWith(trust), leaf });
      await lab.pass(linkAccounts(link, { local: '$G', remote: 'SHOP' }));
    });

    test('by a file of its own, whatever another server has under the same name', async () => {
      const { trust, users } = await operatorMode();
      const hub = hubWith(trust);
      const [east, west] = ['server_name: east', 'server_name: west'];
      const { network, pass } = await bench.startUnlinked(hubAndSpoke, { hub, east, west });
      const mine = { east: users[0], west: users[1] };
      for (const name of ['east', 'west'] as const) {
        await network.putFile(name, '/keys/hub.creds', mine[name].creds);
      }
      for (const name of ['east', 'west'] as const) {
        await network.stopServer(name);
        await network.startServer(name, leafWith(name, 'credentials: "/keys/hub.creds"'));
        const binding = { local: '$G', remote: mine[name].account };
        await pass(linkAccounts({ from: name, to: 'hub' }, binding));
      }
    });

    test('to a hub that takes users of its own operator alone, whatever its resolver was given', async () => {
      const { keyring, client } = await bench.start(operatorTopology);
      const creds = (name: string, from = keyring!) => ({ creds: from.users.get(name)!.creds });
      const system = await client('hub', creds('admin'));
      await expect(push(system, { jwt: 'no JWT' })).rejects.toThrow('jwt update');
      const other = await makeKeyring(operatorTopology.operator!);
      // The resolver keeps it. The hub does not trust it.
      await push(system, other.accounts.get('PRESS')!);
      await expect(client('hub', creds('paper', other))).rejects.toThrow('Authorization');
      await client('hub', creds('paper'));
    });
  });
}

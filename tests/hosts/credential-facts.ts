import { encodeAccount, encodeOperator, encodeUser, fmtCreds } from 'nats-jwt';
import { createAccount, createOperator, createUser } from 'nkeys.js';
import { describe, test } from 'vitest';
import { linkAccounts } from '../../src/lab/checks/link.ts';
import twoDomains from '../../topologies/two-domains/topology.ts';
import type { Bench } from './lab.ts';

const link = { name: 'leaf-hub', from: 'leaf', to: 'hub' };

/** A leaf whose remote proves who it is. */
const leafWith = (proof: string) => `
server_name: leaf
jetstream { domain: leaf, store_dir: "/data" }
leafnodes { remotes: [{ url: "nats-leaf://hub:7422", compression: off, ${proof} }] }`;

const hubWith = (trust: string) => `
server_name: hub
leafnodes { port: 7422, compression: off }
${trust}`;

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** An operator's hub, and what proves a user of its one account. */
async function operatorMode() {
  const [operator, account, user] = [createOperator(), createAccount(), createUser()];
  const accountJwt = await encodeAccount(
    'SHOP',
    account,
    { limits: { conn: -1, leaf: -1, subs: -1, data: -1, payload: -1, imports: -1, exports: -1 } },
    { signer: operator },
  );
  const trust = `
operator: ${await encodeOperator('OPERATOR', operator)}
resolver: MEMORY
resolver_preload { ${account.getPublicKey()}: ${accountJwt} }`;
  const userJwt = await encodeUser('leaf', user, account, {});
  return {
    hub: hubWith(trust),
    creds: text(fmtCreds(userJwt, user)),
    account: account.getPublicKey(),
  };
}

export function credentialFacts(bench: Bench): void {
  describe('a leaf proves who it is', () => {
    test('by credentials, and is bound to the account of their user', async () => {
      const { hub, creds, account } = await operatorMode();
      const lab = await bench.startUnlinked(twoDomains, { hub, leaf: 'server_name: leaf' });
      await lab.network.stopServer('leaf');
      await lab.network.putFile('leaf', '/hub.creds', creds);
      await lab.network.startServer('leaf', leafWith('credentials: "/hub.creds"'));
      await lab.pass(linkAccounts(lab.network, link, { local: '$G', remote: account }));
    });

    test('by an nkey, and is bound to the account of its user', async () => {
      const user = createUser();
      const trust = `accounts { SHOP { users: [{ nkey: ${user.getPublicKey()} }] } }`;
      const leaf = leafWith(`nkey: ${text(user.getSeed())}`);
      const lab = await bench.start(twoDomains, { hub: hubWith(trust), leaf });
      await lab.pass(linkAccounts(lab.network, link, { local: '$G', remote: 'SHOP' }));
    });
  });
}

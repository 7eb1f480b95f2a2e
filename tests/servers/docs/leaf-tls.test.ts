import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { pinnedSource } from '../../../engine/build.mjs';
import { addressOf, startNative, type Native } from '../../support/native.ts';
import { patience } from '../../support/pass.ts';
import { isHere } from './for-release.ts';

// The guide on operations says this of TLS. The site's labs have no certificates; the server's own tests do.
const certs = join(await pinnedSource(), 'test', 'configs', 'certs');
const tls = (cert: string, key: string, more: string) => `tls {
  cert_file: "${join(certs, cert)}"
  key_file: "${join(certs, key)}"
  ca_file: "${join(certs, 'ca.pem')}"
  ${more}
}`;

const startHub = (more: string, accounts = '') =>
  startNative(`listen: "127.0.0.1:-1"
http: "127.0.0.1:-1"
${accounts}
leafnodes {
  listen: "127.0.0.1:-1"
  ${tls('server-cert.pem', 'server-key.pem', more)}
}
`);

/** Starts a leaf with the certificate of derek@nats.io, and with no other login. */
async function startLeaf(hub: Native, name: string, more = ''): Promise<void> {
  const [, port] = (await addressOf(hub, 'leafnode')).split(':');
  await startNative(`server_name: ${name}
listen: "127.0.0.1:-1"
leafnodes {
  remotes: [
    {
      url: "tls://localhost:${port}"
      ${tls('client-id-auth-cert.pem', 'client-id-auth-key.pem', more)}
    }
  ]
}
`);
}

/** Waits until a hub has these leaves, by name, each bound to this account. */
async function connected(hub: Native, names: string[], account: string): Promise<void> {
  const [, address] = await hub.logged(/Starting http monitor on (\S+)/);
  await vi.waitFor(async () => {
    const answer = await fetch(`http://${address}/leafz`);
    const { leafs = [] } = (await answer.json()) as { leafs?: { name: string; account: string }[] };
    expect(leafs.map((leaf) => leaf.name).sort()).toEqual(names);
    for (const leaf of leafs) expect(leaf.account).toBe(account);
  }, patience);
}

test('with verify_and_map the certificate of a leaf is its login', async () => {
  const accounts = `accounts {
  SHOP { users: [ { user: "derek@nats.io" } ] }
  OFFICE { users: [ { user: office, password: s3cret } ] }
}`;
  const hub = await startHub('verify_and_map: true', accounts);
  await startLeaf(hub, 'shop');
  await connected(hub, ['shop'], 'SHOP');
});

test.runIf(isHere({ since: '2.11.0' }))(
  'a hub with a time in handshake_first takes leaves with and without it',
  async () => {
    const hub = await startHub('handshake_first: "300ms"');
    await Promise.all([startLeaf(hub, 'first', 'handshake_first: true'), startLeaf(hub, 'later')]);
    await connected(hub, ['first', 'later'], '$G');
  },
);

test('a hub with handshake_first: true turns a leaf without it away', async () => {
  const hub = await startHub('handshake_first: true');
  await Promise.all([startLeaf(hub, 'first', 'handshake_first: true'), startLeaf(hub, 'later')]);
  await hub.logged(/TLS leafnode handshake error: (EOF|.*timeout)/);
  await connected(hub, ['first'], '$G');
});

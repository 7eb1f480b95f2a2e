import { decode } from '@nats-io/jwt';
import { expect, test, vi } from 'vitest';
import type { LabHost } from '../network/host.ts';
import type { OperatorSpec } from '../topology/topology.ts';
import { makeKeyring, publicKeyOf, putFiles, sign } from './keyring.ts';

const spec: OperatorSpec = {
  name: 'LEAFWISE',
  system: 'SYS',
  accounts: { SYS: { users: ['admin'] }, SHOP: { users: ['east'], limits: { streams: 3 } } },
  files: {
    hub: { 'trust.conf': { preload: ['SYS'], names: ['SHOP'] } },
    east: { '/hub.creds': { creds: 'east' } },
  },
};

const putFile = vi.fn(async () => {});
const host = { putFile } as unknown as LabHost;

test('each start has keys of its own, and files that name them', async () => {
  const [keyring, other] = [await makeKeyring(spec), await makeKeyring(spec)];
  await putFiles(keyring, spec, host);
  const shop = publicKeyOf(keyring, 'SHOP');
  expect(shop).toMatch(/^A/);
  expect(publicKeyOf(other, 'SHOP')).not.toBe(shop);
  expect(publicKeyOf(keyring, '$G')).toBe('$G');
  const trust = keyring.files.get('hub')!.get('trust.conf')!;
  expect(trust).toContain(`system_account: ${publicKeyOf(keyring, 'SYS')}`);
  expect(trust).toContain(`SHOP: ${shop}`);
  expect(keyring.files.get('east')!.get('/hub.creds')).toContain('BEGIN USER NKEY SEED');
  expect(putFile).toHaveBeenCalledWith('hub', 'trust.conf', trust);
});

test('a new user comes in a file, for as long as it is to live', async () => {
  const keyring = await makeKeyring(spec);
  const before = Math.floor(Date.now() / 1000);
  const add = { addUser: 'guest', account: 'SHOP', at: 'east', file: '/hub.creds', lifetime: 60 };
  await sign(add, keyring, host, () => Promise.reject(new Error('no push')));
  const creds = keyring.files.get('east')!.get('/hub.creds')!;
  const jwt = /JWT-----\s+(\S+)/.exec(creds)![1]!;
  expect(decode(jwt).exp).toBeGreaterThan(before + 59);
});

test('what has no name here is refused with the names there are', async () => {
  const keyring = await makeKeyring(spec);
  const noServer = () => Promise.reject(new Error('no push'));
  await expect(sign({ revoke: 'moon', at: 'hub' }, keyring, host, noServer)).rejects.toThrow(
    'There is no user moon. There are: admin, east.',
  );
});

test('a name that is given again is revoked with all its keys', async () => {
  const keyring = await makeKeyring(spec);
  const first = keyring.users.get('east')!.publicKey;
  const add = { addUser: 'east', account: 'SHOP', at: 'east', file: '/hub.creds' };
  await sign(add, keyring, host, () => Promise.reject(new Error('no push')));
  const { publicKey, publicKeys } = keyring.users.get('east')!;
  expect(publicKeys).toEqual([first, publicKey]);
});

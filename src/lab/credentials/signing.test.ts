import { decode } from '@nats-io/jwt';
import { expect, test } from 'vitest';
import { makeAccount, makeOperator, makeUser, withLimits, withoutUsers } from './signing.ts';

const claimsOf = (jwt: string) => decode<Record<string, unknown>>(jwt).nats;

test('limits that are changed leave the others, and who is revoked', async () => {
  const operator = await makeOperator('LEAFWISE');
  const account = await makeAccount(operator, 'SHOP', { streams: 3 });
  const user = await makeUser(account, 'east');
  const revoked = await withoutUsers(operator, account, [user.publicKey]);
  const { limits, revocations } = claimsOf((await withLimits(operator, revoked, { leaf: 0 })).jwt);
  expect(limits).toMatchObject({ streams: 3, leaf: 0, conn: -1, subs: -1 });
  expect(revocations).toEqual({ [user.publicKey]: expect.any(Number) as number });
});

test('an account is signed by its operator, and a user by its account', async () => {
  const operator = await makeOperator('LEAFWISE');
  const account = await makeAccount(operator, 'SHOP');
  const { creds } = await makeUser(account, 'east');
  expect(decode(account.jwt).iss).toBe(operator.keys.getPublicKey());
  const jwt = /JWT-----\s+(\S+)/.exec(creds)![1]!;
  expect(decode(jwt).iss).toBe(account.keys.getPublicKey());
});

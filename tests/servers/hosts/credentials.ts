import { makeAccount, makeOperator, makeUser } from '../../../src/lab/credentials/signing.ts';

/** A user of an account that an operator has signed. */
export interface SignedUser {
  /** The text of a file of credentials. */
  creds: string;
  /** The public key of the account. */
  account: string;
}

/**
 * Creates an operator with two accounts of one user each.
 * @returns the users, and the part of a hub's configuration that says whom it trusts
 */
export async function operatorMode(): Promise<{ trust: string; users: [SignedUser, SignedUser] }> {
  const operator = await makeOperator('OPERATOR');
  const sign = async (name: string) => {
    const account = await makeAccount(operator, name);
    const { creds } = await makeUser(account, 'leaf');
    return { account: account.keys.getPublicKey(), jwt: account.jwt, creds };
  };
  const [shop, press] = await Promise.all([sign('SHOP'), sign('PRESS')]);
  const trust = `
operator: ${operator.jwt}
resolver: MEMORY
resolver_preload { ${[shop, press].map(({ account, jwt }) => `${account}: ${jwt}`).join(', ')} }`;
  return { trust, users: [shop, press] };
}

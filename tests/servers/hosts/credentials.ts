import { encodeAccount, encodeOperator, encodeUser, fmtCreds } from 'nats-jwt';
import { createAccount, createOperator, createUser } from 'nkeys.js';

/** A user of an account that an operator has signed. */
export interface SignedUser {
  /** The text of a file of credentials. */
  creds: string;
  /** The public key of the account. */
  account: string;
}

const limits = { conn: -1, leaf: -1, subs: -1, data: -1, payload: -1, imports: -1, exports: -1 };

/**
 * Creates an operator with two accounts of one user each.
 * @returns the users, and the part of a hub's configuration that says whom it trusts
 */
export async function operatorMode(): Promise<{ trust: string; users: [SignedUser, SignedUser] }> {
  const operator = createOperator();
  const sign = async (name: string) => {
    const [account, user] = [createAccount(), createUser()];
    const jwt = await encodeAccount(name, account, { limits }, { signer: operator });
    const creds = fmtCreds(await encodeUser('leaf', user, account, {}), user);
    return { account: account.getPublicKey(), jwt, creds: new TextDecoder().decode(creds) };
  };
  const [shop, press] = await Promise.all([sign('SHOP'), sign('PRESS')]);
  const trust = `
operator: ${await encodeOperator('OPERATOR', operator)}
resolver: MEMORY
resolver_preload { ${[shop, press].map(({ account, jwt }) => `${account}: ${jwt}`).join(', ')} }`;
  return { trust, users: [shop, press] };
}

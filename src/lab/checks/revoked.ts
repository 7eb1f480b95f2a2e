import type { Monitor } from '../network/monitor-pages.ts';
import { verdict, type Check } from './check.ts';

/** The public keys of the users that a server knows to be revoked, in all its accounts. */
async function revokedAt(host: Monitor, server: string): Promise<string[]> {
  const { accounts } = await host.monitor(server, 'accountz');
  const details = await Promise.all(
    (accounts ?? []).map((account) => host.monitor(server, 'accountz', { account })),
  );
  return details.flatMap(({ account_detail: detail }) => Object.keys(detail?.revoked_user ?? {}));
}

/** Users that one server knows to be revoked, and another does not. */
async function missedAt(host: Monitor, server: string, knowing: string): Promise<string[]> {
  const [known, here] = await Promise.all([revokedAt(host, knowing), revokedAt(host, server)]);
  return known.filter((user) => !here.includes(user));
}

/** A server has not heard of a user that is revoked at another one. */
export const hasMissedRevocation =
  (server: string, knowing: string): Check =>
  async ({ host }) => {
    const missed = await missedAt(host, server, knowing);
    return verdict(
      missed.length > 0,
      `a user that is revoked at ${knowing} and not at ${server}`,
      'none',
    );
  };

/** A server has heard of all users that are revoked at another one. */
export const knowsRevocations =
  (server: string, knowing: string): Check =>
  async ({ host }) => {
    const missed = await missedAt(host, server, knowing);
    return verdict(
      missed.length === 0,
      `all users that are revoked at ${knowing} are revoked at ${server}`,
      `${missed.length} not`,
    );
  };

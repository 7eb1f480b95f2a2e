import { listed, verdict, type Check } from './check.ts';
import type { Monitor } from '../monitoring/monitor.ts';

/** What an account of a server gives to others, or takes from them; see `AccountInfo` of nats-server. */
interface Shared {
  subject: string;
  type: string;
  account?: string;
  approved_accounts?: string[];
}

/** An account's exports and imports, each as `service acme.quote`, sorted. */
async function sharedBy(host: Monitor, server: string, account: string) {
  const { account_detail: detail } = (await host.monitor(server, 'accountz', { account })) as {
    account_detail?: { exports?: Shared[] | null; imports?: Shared[] | null };
  };
  const exports = detail?.exports ?? [];
  const imports = detail?.imports ?? [];
  return { exports, imports };
}

const words = ({ type, subject }: Shared) => `${type} ${subject}`;

/** An account exports just that, each as `service a.b` or `stream a.>`, and nothing else. */
export const exportsOnly =
  (host: Monitor, server: string, account: string, wanted: readonly string[]): Check =>
  async () => {
    const seen = (await sharedBy(host, server, account)).exports.map(words).sort();
    return verdict(
      seen.join() === [...wanted].sort().join(),
      `${account} exports ${listed([...wanted])}`,
      `${account} exports ${listed(seen)}`,
    );
  };

/** An account imports just that from another one, and nothing else. */
export const importsOnly =
  (
    host: Monitor,
    server: string,
    { account, from }: { account: string; from: string },
    wanted: readonly string[],
  ): Check =>
  async () => {
    const { imports } = await sharedBy(host, server, account);
    const seen = imports
      .filter((each) => each.account === from)
      .map(words)
      .sort();
    return verdict(
      seen.join() === [...wanted].sort().join(),
      `${account} imports ${listed([...wanted])} from ${from}`,
      `${account} imports ${listed(seen)} from ${from}`,
    );
  };

/** Only the accounts that are named may import what an account exports. */
export const exportsTo =
  (host: Monitor, server: string, account: string, accounts: readonly string[]): Check =>
  async () => {
    const { exports } = await sharedBy(host, server, account);
    const open = exports.filter(
      ({ approved_accounts: approved = [] }) => [...approved].sort().join() !== accounts.join(),
    );
    return verdict(
      exports.length > 0 && open.length === 0,
      `each export of ${account} for ${listed([...accounts])} alone`,
      exports.length === 0 ? 'no exports' : `not so: ${listed(open.map(words))}`,
    );
  };

import type { Shared } from '../network/monitor-pages.ts';
import { listed, verdict, type Check, type CheckTools } from './check.ts';
import { overlap } from './streams.ts';

/** Answers the exports and imports of an account of a server. */
async function sharedBy({ host }: CheckTools, server: string, account: string) {
  const { account_detail: detail } = await host.monitor(server, 'accountz', { account });
  return { exports: detail?.exports ?? [], imports: detail?.imports ?? [] };
}

const words = ({ type, subject }: Shared) => `${type} ${subject}`;

/** An account has exactly these exports, each as `service a.b` or `stream a.>`. */
export const exportsOnly =
  (server: string, account: string, wanted: readonly string[]): Check =>
  async (tools) => {
    const seen = (await sharedBy(tools, server, account)).exports.map(words).sort();
    return verdict(
      seen.join() === [...wanted].sort().join(),
      `${account} exports ${listed([...wanted])}`,
      `${account} exports ${listed(seen)}`,
    );
  };

/** An account has exactly these imports from another account. */
export const importsOnly =
  (
    server: string,
    { account, from }: { account: string; from: string },
    wanted: readonly string[],
  ): Check =>
  async (tools) => {
    const { imports } = await sharedBy(tools, server, account);
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

/** An account has no export that another one could use to publish to these subjects. */
export const exportsNothingOn =
  (server: string, account: string, subjects: readonly string[]): Check =>
  async (tools) => {
    const open = (await sharedBy(tools, server, account)).exports.filter(
      ({ type, subject }) => type === 'service' && subjects.some((each) => overlap(subject, each)),
    );
    return verdict(
      open.length === 0,
      `no service on ${listed([...subjects])}`,
      listed(open.map(words)),
    );
  };

/** Only the accounts that are named may import what an account exports. */
export const exportsTo =
  (server: string, account: string, accounts: readonly string[]): Check =>
  async (tools) => {
    const { exports } = await sharedBy(tools, server, account);
    const open = exports.filter(
      ({ approved_accounts: approved = [] }) => [...approved].sort().join() !== accounts.join(),
    );
    return verdict(
      exports.length > 0 && open.length === 0,
      `each export of ${account} for ${listed([...accounts])} alone`,
      exports.length === 0 ? 'no exports' : `not so: ${listed(open.map(words))}`,
    );
  };

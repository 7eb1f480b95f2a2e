import { inOwnPlaces } from '../../lab/derive/own-places.ts';
import type { NatsConnection } from '../../nats/connect.ts';
import { accountWords, type AccountAt } from '../live/accounts-at.ts';
import type { Running } from '../live/running.ts';

/** Whether an expectation holds. Both texts are for people: what was expected, and what was seen. */
export interface Verdict {
  says: string;
  passed: boolean;
  seen: string;
}

/** What expectations are tested on. */
export interface World {
  running: Running;
  /** The accounts of the servers that run. */
  accounts: readonly AccountAt[];
}

/** An account with a client in it. */
export type OpenAccount = AccountAt & { client: NatsConnection };

/**
 * Finds an account as an expectation names it: `edge`, or `plant/ORDERS`. A server alone means the account of clients
 * that name no user, or the only one that clients can be of.
 * @throws Error with what there is
 */
export function accountNamed({ running, accounts }: World, name: string): OpenAccount {
  const [server = '', ...rest] = name.split('/');
  const wanted = rest.join('/');
  const names = running.topology.servers.map((each) => each.name);
  if (!names.includes(server))
    throw new Error(`there is no server ${server}; there are ${names.join(', ')}`);
  const state = running.server(server);
  if (state.type !== 'running') {
    const conf = running.derived.confs.get(server)!;
    const said = state.type === 'failed' ? `; it says: ${inOwnPlaces(conf, state.reason)}` : '';
    throw new Error(`${server} does not run${said}`);
  }
  const here = accounts.filter((each) => each.server === server);
  const labels = here.filter(({ system }) => !system).map(({ label }) => label);
  const open = here.filter((each) => !each.system && each.client);
  const found =
    wanted === ''
      ? (open.find(({ anonymous }) => anonymous) ?? (open.length === 1 ? open[0] : undefined))
      : here.find(({ label, account }) => label === wanted || account === wanted);
  if (!found && wanted !== '')
    throw new Error(`${server} has no account ${wanted}; it has ${labels.join(', ')}`);
  if (!found)
    throw new Error(
      open.length === 0
        ? `no login to any account of ${server} is known`
        : `${server} has several accounts: say ${open.map(({ label }) => `${server}/${label}`).join(' or ')}`,
    );
  if (!found.client)
    throw new Error(`no client can log in to ${accountWords(found)} here: ${found.closed}`);
  return found as OpenAccount;
}

import { errorText } from '../../lab/error-text.ts';
import type { NatsConnection } from '../../nats/connect.ts';
import { doorsOf } from './logins.ts';
import type { Running } from './running.ts';

/** An account of a server, and a client in it. */
export interface AccountAt {
  server: string;
  /** As its server names it: in operator mode a public key. */
  account: string;
  /** As people name it. */
  label: string;
  system: boolean;
  /** Whether the account may use the JetStream of its server. */
  jetStream: boolean;
  /** Absent where nobody can log in: `closed` then says why. */
  client?: NatsConnection;
  /** Whether the user of the client may publish and subscribe to all, as far as the configuration tells. */
  whole: boolean;
  closed?: string;
  /** Whether clients that name no user are of this account. */
  anonymous: boolean;
}

/** The accounts of the servers that run, each with a client where a way in is known. */
export async function accountsIn(running: Running): Promise<AccountAt[]> {
  const up = running.topology.servers.filter(({ name }) => running.server(name).type === 'running');
  const places = await Promise.all(up.map(({ name }) => accountsOfServer(running, name)));
  return places.flat();
}

async function accountsOfServer(running: Running, server: string): Promise<AccountAt[]> {
  const { host } = running;
  const { accounts, system_account: system } = await host.monitor(server, 'accountz');
  const doors = doorsOf(running, server);
  return Promise.all(
    (accounts ?? []).toSorted().map(async (account): Promise<AccountAt> => {
      const { account_detail: detail } = await host.monitor(server, 'accountz', { account });
      const known = {
        server,
        account,
        label: detail?.name_tag ?? account,
        system: account === system,
        jetStream: detail?.jetstream_enabled ?? false,
      };
      const own = doors.filter((door) => door.account === account);
      let closed = `no login for it is known`;
      for (const { login, whole } of own) {
        try {
          const client = await running.connect(server, login);
          return { ...known, whole, anonymous: login === undefined, client };
        } catch (error) {
          closed = errorText(error);
        }
      }
      return { ...known, whole: false, anonymous: false, closed };
    }),
  );
}

/** Names a place: an account is named where its server has more than one to speak of. */
export const accountWords = ({ server, label }: Pick<AccountAt, 'server' | 'label'>): string =>
  label === '$G' ? server : `account ${label} of ${server}`;

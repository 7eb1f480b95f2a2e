import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { readAnswer } from '../../src/lab/monitoring/jetstream-api.ts';
import { deleteAccounts, push } from '../../src/lab/credentials/signing.ts';
import type { NatsConnection } from '../../src/nats/connect.ts';
import { Problem } from '../../tools/lib/problem.mjs';
import { dial } from './dial.ts';
import type { ClassFolder } from './folder.ts';
import { openGate } from './gate.ts';
import type { Hub, HubView } from './hub.ts';
import { examineHub, told } from './hub-examined.ts';
import { accountOf } from './keys.ts';
import { askNodes, gathering } from './leafs.ts';
import { persist } from './persist.ts';
import { HubDialer } from './upstream.ts';

/**
 * Takes a hub that is there already: examines it, and gives it the accounts of the class.
 * @throws Problem that says what the hub lacks, and the remedy
 */
export async function useHub(folder: ClassFolder): Promise<Hub> {
  const { urls, ca } = folder.state.hub!;
  const dialer = new HubDialer({ urls, ...(ca !== undefined && { ca: readCa(ca) }) });
  const gate = await openGate(dialer);
  const { url } = gate;
  try {
    const { domain, replicas, servers } = await examineHub(dialer, url, folder.keys);
    const view: HubView = { nodes: () => [], replicas, elsewhere: { domain } };
    const asSystem = async <T>(work: (system: NatsConnection) => Promise<T>): Promise<T> => {
      const system = await dial(url, folder.keys.logins.system);
      try {
        return await work(system);
      } finally {
        await system.close();
      }
    };
    const forget = () => asSystem((system) => forgetClass(system, view, folder));
    try {
      // The hub may have lost them since the class was last held.
      await asSystem(async (system) => {
        for (const account of accountsOf(folder)) await push(system, account);
      });
    } catch (error) {
      if (folder.seats.size === 0) await forget().catch(() => {});
      throw error;
    }
    return {
      ...view,
      async away() {
        const there = new Set((await asSystem(told)).map(({ server }) => server.name));
        return servers.filter((name) => !there.has(name));
      },
      url,
      dialer,
      pid: () => undefined,
      forget,
      close() {
        gate.close();
        return Promise.resolve();
      },
    };
  } catch (error) {
    gate.close();
    throw error;
  }
}

function readCa(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Problem(`--hub-ca ${file} cannot be read: it is a file of certificates, as PEM.`);
  }
}

/** All accounts of a class that a hub has been given, as they were signed last. */
const accountsOf = ({ keys, seats, state }: ClassFolder): { jwt: string }[] => [
  keys.accounts.control,
  keys.accounts.room,
  ...[...seats.values(), ...state.trainers].map(({ account }) => account),
];

/** How long a hub that has just lost a server may have no leader who deletes streams, in milliseconds. */
const leaderless = 45_000;

/** How often the hub is asked whether streams are gone, and after how many milliseconds. */
const gone = { times: 120, ms: 250 };

/**
 * Deletes all that a class has at a hub: its streams, and then its accounts. Those without their account would stay on
 * disk.
 * @throws Error if some of it is left
 */
async function forgetClass(
  system: NatsConnection,
  hub: HubView,
  folder: ClassFolder,
): Promise<void> {
  const ids = accountsOf(folder).map(({ jwt }) => accountOf(jwt));
  const ours = new Set(ids);
  const left = async () => {
    const asked = { accounts: true, limit: 100_000 };
    const all = await askNodes<Jsz>(system, 'SERVER.PING.JSZ', hub, asked);
    const details = all.flatMap(({ data }) => data.account_details ?? []);
    return new Set(details.flatMap(({ id }) => (ours.has(id) ? [id] : [])));
  };
  const withStreams = async () => {
    const asked = { accounts: true, streams: true, limit: 100_000 };
    const all = await askNodes<Jsz>(system, 'SERVER.PING.JSZ', hub, asked);
    const details = all.flatMap(({ data }) => data.account_details ?? []);
    return details.some(({ id, stream_detail: streams }) => ours.has(id) && streams?.length);
  };
  for (const id of await left())
    await persist(leaderless, async () => {
      const { data } = await system.request(`$JS.API.ACCOUNT.PURGE.${id}`, '', { timeout: 5000 });
      readAnswer(data);
    });
  for (let time = 1; await withStreams(); time++) {
    if (time === gone.times) throw new Error('The hub does not delete the streams of the class.');
    await wait(gone.ms);
  }
  await deleteAccounts(gathering(system), folder.keys.signer, ids);
}

/** As much of an answer to JSZ as is used; a server without JetStream has none. */
interface Jsz {
  account_details?: { id: string; stream_detail?: unknown[] }[];
}

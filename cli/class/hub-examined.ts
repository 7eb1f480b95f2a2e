import { once } from 'node:events';
import { WebSocket } from 'ws';
import { deleteAccounts, makeAccount, makeUser, push } from '../../src/lab/credentials/signing.ts';
import { errorText } from '../../src/lab/error-text.ts';
import type { NatsConnection } from '../../src/nats/connect.ts';
import { Problem } from '../../tools/lib/problem.mjs';
import { dial } from './dial.ts';
import { accountOf, type ClassKeys } from './keys.ts';
import { askNodes, gathering, type Told } from './leafs.ts';
import { oldest } from './oldest.ts';
import { roomOfStreams } from './streams.ts';
import type { HubDialer } from './upstream.ts';

/** As much of VARZ as is looked at. */
interface Varz {
  version: string;
  trusted_operators_claim?: { sub: string; nats?: { signing_keys?: string[] } }[];
  jetstream?: {
    config?: { max_storage: number; max_memory: number };
    stats?: { reserved_storage?: number };
  };
}

/** What a class has to know of a hub that is not its own. */
interface Examined {
  domain: string;
  /** On how many servers streams can be. */
  replicas: number;
  /** The names of all servers. */
  servers: string[];
}

/**
 * Looks whether a hub grants what a class needs, and leaves it as it was.
 * @param url of this machine, which leads to the hub
 * @throws Problem that says what is missing, and the remedy
 */
export async function examineHub(
  dialer: HubDialer,
  url: string,
  keys: Pick<ClassKeys, 'signer' | 'logins'>,
): Promise<Examined> {
  await isReached(dialer);
  const system = await connected(url, keys);
  try {
    const servers = await askedAs(system);
    isOfOperator(servers, keys);
    const examined = withJetStream(servers, system.info!);
    await takesLeaves(url);
    await takesAccounts(system, url, keys);
    return examined;
  } finally {
    await system.close();
  }
}

async function isReached(dialer: HubDialer): Promise<void> {
  try {
    // As a browser asks; the server answers before it knows who that is.
    const asked = ['Connection', 'Upgrade', 'Upgrade', 'websocket', 'Sec-WebSocket-Version', '13'];
    const key = ['Sec-WebSocket-Key', 'AAAAAAAAAAAAAAAAAAAAAA=='];
    (await dialer.open('', [...asked, ...key])).socket.destroy();
  } catch (error) {
    throw new Problem(
      `No server of the hub was reached by its WebSocket: ${errorText(error)}. Compare --hub with the block websocket of its servers; --hub-ca names who signs certificates that no public authority signs.`,
    );
  }
}

async function connected(
  url: string,
  { logins }: Pick<ClassKeys, 'logins'>,
): Promise<NatsConnection> {
  try {
    return await dial(url, logins.system);
  } catch (error) {
    throw new Problem(
      `The hub refuses the user of --creds: ${errorText(error)}. Make a new one in its system account, and put its .creds into the file.`,
    );
  }
}

/** What all servers of a hub say of themselves. @throws Error if none answers */
export const told = (system: NatsConnection): Promise<Told<Varz>[]> =>
  askNodes(system, 'SERVER.PING.VARZ', { nodes: () => [], elsewhere: { domain: '' } });

async function askedAs(system: NatsConnection): Promise<Told<Varz>[]> {
  try {
    return await told(system);
  } catch {
    throw new Problem(
      'The user of --creds is none of the system account: the servers do not answer it. Make one there, such as nsc add user --account SYS --name leafwise.',
    );
  }
}

function isOfOperator(servers: Told<Varz>[], { signer }: Pick<ClassKeys, 'signer'>): void {
  const key = signer.keys.getPublicKey();
  const trusted = servers.every(({ data }) =>
    data.trusted_operators_claim?.some(
      ({ sub, nats }) => sub === key || nats?.signing_keys?.includes(key),
    ),
  );
  if (!trusted)
    throw new Problem(
      `The operator key of --creds, ${key}, is none of the operator of this hub. nsc describe operator lists its keys; a new signing key is known to the servers once they have the new operator JWT.`,
    );
}

/** As much of what a server says to its client as is looked at. */
interface Info {
  server_id: string;
  cluster?: string;
  domain?: string;
}

function withJetStream(servers: Told<Varz>[], info: object): Examined {
  const { server_id: id, cluster, domain } = info as Info;
  const hub = servers.filter(({ server }) =>
    cluster === undefined ? server.id === id : server.cluster === cluster,
  );
  for (const { server, data } of hub) {
    const [major = 0, minor = 0] = data.version.split('.').map(Number);
    if (major < oldest[0] || (major === oldest[0] && minor < oldest[1]))
      throw new Problem(
        `${server.name} is release ${data.version}: a class needs ${oldest.join('.')} or newer. Upgrade the servers of the hub.`,
      );
  }
  const stores = hub.flatMap(({ data }) => data.jetstream?.config ?? []);
  if (stores.length === 0 || domain === undefined)
    throw new Problem(
      'The hub has no JetStream with a domain: write jetstream { domain: hub, … } at each of its servers, and another domain than that of a leaf.',
    );
  const replicas = stores.length >= 3 ? 3 : 1;
  const room = hub.map(({ data: { jetstream } }) => {
    if (!jetstream?.config) return 0;
    return jetstream.config.max_storage - (jetstream.stats?.reserved_storage ?? 0);
  });
  // A stream is on the servers with the most room.
  const least = room.toSorted((a, b) => b - a)[replicas - 1]!;
  // A single server sets aside what accounts may have, and not only what streams may.
  const wanted = cluster === undefined ? roomOfStreams.accounts : roomOfStreams.streams;
  if (least < wanted)
    throw new Problem(
      `JetStream of the hub has ${Math.max(0, Math.floor(least / 2 ** 20))} MiB left on disk that no stream has set aside, and a class needs ${wanted / 2 ** 20}. Raise max_file_store, or delete streams that nobody needs.`,
    );
  const memory = Math.min(...stores.map(({ max_memory: each }) => each));
  const wantedMemory = cluster === undefined ? roomOfStreams.memory : 64 * 2 ** 20;
  if (memory < wantedMemory)
    throw new Problem(
      `JetStream of the hub may keep ${Math.floor(memory / 2 ** 20)} MiB in memory, and a class needs ${wantedMemory / 2 ** 20}. Raise max_memory_store at each of its servers.`,
    );
  return { domain, replicas, servers: servers.map(({ server }) => server.name) };
}

/** Looks whether a leaf that comes by WebSocket is answered. */
async function takesLeaves(url: string): Promise<void> {
  const socket = new WebSocket(`${url}/leafnode`);
  socket.on('error', () => {});
  const heard = await Promise.race([
    once(socket, 'message').then(() => true),
    once(socket, 'close').then(() => false),
  ]);
  socket.terminate();
  if (!heard)
    throw new Problem(
      'The hub takes no leaf nodes by WebSocket: a server does that with a block leafnodes { port: 7422 } beside its block websocket.',
    );
}

/** Gives the hub an account, and takes it back. */
async function takesAccounts(
  system: NatsConnection,
  url: string,
  { signer }: Pick<ClassKeys, 'signer'>,
): Promise<void> {
  const account = await makeAccount(signer, 'leafwise looks');
  try {
    await push(system, account);
    // A resolver may take one and not use it.
    const { creds } = await makeUser(account, 'leafwise looks');
    await (await dial(url, creds)).close();
  } catch (error) {
    throw new Problem(
      `The hub takes no accounts: ${errorText(error)}. It needs resolver { type: full, allow_delete: true, dir: … }; one in MEMORY, or of type cache, takes none.`,
    );
  }
  try {
    await deleteAccounts(gathering(system), signer, [accountOf(account.jwt)]);
  } catch (error) {
    throw new Problem(
      `The hub deletes no accounts: ${errorText(error)}. Add allow_delete: true to its resolver, so that a class leaves nothing there; the account “leafwise looks” is left from this try.`,
    );
  }
}

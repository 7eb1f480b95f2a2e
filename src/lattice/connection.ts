import type { LatticeClientOptions } from '@wasmcloud/lattice-client-core';
import type { NatsConnection } from '../nats/connect.ts';

type Connection = NonNullable<LatticeClientOptions['connection']>;

/** The methods of the package's connection class, which are all that the lattice client needs of it. */
type LatticeConnection = Pick<Connection, keyof Connection>;

/** How long a request may take, in milliseconds. */
const patience = { timeout: 3000 };

/**
 * A connection for the lattice client on a NATS client of a lab. It does what the package's own does, which
 * dials a URL by itself and opens buckets without a domain; here one may be named.
 */
export function latticeConnection(client: NatsConnection, domain?: string): LatticeConnection {
  const bucket = (name: string) =>
    client
      .jetstream(domain === undefined ? {} : { domain })
      // Looking at a lattice must not make its buckets: the package would create one that is not there.
      .views.kv(name, { bindOnly: true });
  const keysOf = async (name: string) => {
    const keys: string[] = [];
    for await (const key of await (await bucket(name)).keys()) keys.push(key);
    return keys;
  };
  const entry = async (name: string, key: string) => {
    const found = await (await bucket(name)).get(key);
    if (!found) throw new Error(`Entry with key ${key} not found in bucket ${name}`);
    return found;
  };
  return {
    status: 'connected',
    setLatticeUrl: () => {},
    setRetryCount: () => {},
    connect: async () => {},
    disconnect: async () => {},
    // The caller names the type of the answer, here and below.
    request: async (subject, data) => (await client.request(subject, data, patience)).json<never>(),
    subscribe: (subject, callback) =>
      client.subscribe(subject, { callback: (_, message) => callback(message.json<never>()) }),
    getBucketKeys: keysOf,
    getBucketEntry: async (name, key) => (await entry(name, key)).json<never>(),
    getBucketEntries: async <T>(name: string) => {
      const keys = await keysOf(name);
      const pairs = keys.map(async (key) => [key, (await entry(name, key)).json()] as const);
      return Object.fromEntries(await Promise.all(pairs)) as T;
    },
    watchBucket: () => {
      throw new Error('Buckets cannot be watched here.');
    },
  };
}

import { LatticeClient } from '@wasmcloud/lattice-client-core';
import type { NatsConnection } from '../nats/connect.ts';
import { explainError } from '../nats/nats-errors.ts';
import { latticeConnection } from './connection.ts';

/** The answer to a question, or the reason why there is none. */
export type Answered<T> = { type: 'is'; value: T } | { type: 'not'; why: string };

/** A lattice as the lattice client sees it from one server. */
export interface LatticeView {
  hosts: Answered<{ id: string; name: string; uptime: number; components: string[] }[]>;
  links: Answered<{ source: string; target: string; what: string }[]>;
  /** The names of configurations, read from their bucket. */
  configs: Answered<string[]>;
}

/**
 * Looks at a lattice with wasmCloud's own client.
 * @param client connected to the server from which is looked
 * @param domain where the buckets are looked for; the package itself names none
 */
export async function lookAtLattice(
  client: NatsConnection,
  { lattice, domain }: { lattice: string; domain?: string | undefined },
): Promise<LatticeView> {
  const seen = new LatticeClient({
    config: { latticeUrl: 'ws://unused', latticeId: lattice },
    connection: latticeConnection(client, domain),
  });
  const [hosts, links, configs] = await Promise.all([
    answered(async () => {
      const { response } = await seen.hosts.list({ expand: false });
      return response.map((host) => ({
        id: host.id,
        name: host.friendly_name,
        uptime: host.uptime_seconds,
        components: Object.keys(host.components),
      }));
    }),
    answered(async () => {
      const { success, message, response } = await seen.links.list();
      if (!success) throw new Error(message);
      return response.map((link) => ({
        source: link.source_id,
        target: link.target,
        what: `${link.wit_namespace}:${link.wit_package}/${link.interfaces.join(',')}`,
      }));
    }),
    answered(async () => (await seen.configs.list({ expand: false })).response),
  ]);
  return { hosts, links, configs };
}

/**
 * Puts a link and a configuration into a lattice, by the same client.
 * Rejects if no host answers.
 */
export async function putExamples(client: NatsConnection, lattice: string): Promise<void> {
  const { links, configs } = new LatticeClient({
    config: { latticeUrl: 'ws://unused', latticeId: lattice },
    connection: latticeConnection(client),
  });
  const answers = [
    await links.put({
      source_id: 'shop',
      target: 'stock',
      name: 'default',
      wit_namespace: 'example',
      wit_package: 'stock',
      interfaces: ['count'],
    }),
    await configs.put('shop', { currency: 'EUR' }),
  ];
  for (const { success, message } of answers) {
    if (!success) throw new Error(message);
  }
}

const answered = <T>(ask: () => Promise<T>): Promise<Answered<T>> =>
  ask().then(
    (value) => ({ type: 'is', value }),
    (error: unknown) => ({ type: 'not', why: explainError(error) }),
  );

import { bucketsOf, events } from './lattice-names.ts';
import type { NatsConnection } from '../nats/connect.ts';

/** The part of a heartbeat that is read here. */
interface Heartbeat {
  host_id: string;
  friendly_name: string;
  labels: Record<string, string>;
  version: string;
  uptime_seconds: number;
  components: { id: string; max_instances: number }[];
}

/**
 * A stand-in for wadm, as far as it keeps the list of a lattice's hosts: from their heartbeats, in the
 * bucket `wadm_state`, which is where the lattice client reads it.
 * Rejects if no JetStream answers where its domain says.
 * @returns what ends it
 */
export async function startDemoWadm(
  client: NatsConnection,
  { lattice, domain }: { lattice: string; domain?: string | undefined },
): Promise<{ stop: () => Promise<void> }> {
  const { views } = client.jetstream(domain === undefined ? {} : { domain });
  const state = await views.kv(bucketsOf(lattice).state);
  const hosts = new Map<string, object>();
  const keep = () =>
    state
      .put(`host_${lattice}`, JSON.stringify(Object.fromEntries(hosts)))
      // A hub that is away misses this one; the next heartbeat brings another.
      .catch(() => {});
  let kept: Promise<unknown> = keep();
  const each = (type: string, note: (data: Heartbeat) => void) =>
    client.subscribe(events(lattice, type), {
      callback: (_, message) => {
        note(message.json<{ data: Heartbeat }>().data);
        kept = keep();
      },
    });
  each('host_heartbeat', ({ host_id: id, components, ...host }) => {
    hosts.set(id, {
      id,
      friendly_name: host.friendly_name,
      labels: host.labels,
      version: host.version,
      uptime_seconds: host.uptime_seconds,
      components: Object.fromEntries(components.map((one) => [one.id, one.max_instances])),
      providers: [],
      last_seen: new Date().toISOString(),
    });
  });
  each('host_stopped', ({ host_id: id }) => {
    hosts.delete(id);
  });
  await kept;
  await client.flush();
  return {
    stop: async () => {
      if (client.isClosed()) return;
      // After a flush, the last event of each host has arrived.
      await client.flush();
      await kept;
      await client.drain();
    },
  };
}

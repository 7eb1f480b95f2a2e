import type { LabSession } from '../lab/session/session.ts';
import type { NatsConnection } from '../nats/connect.ts';

/**
 * Resolves once interest in a subject has crossed the link, from when it is called, or the link is not up. A server that
 * has not been told of the interest keeps messages to itself.
 */
export function whenWanted(
  { wire, snapshot }: LabSession,
  link: string,
  wanted: string,
): Promise<void> {
  const before = wire.last;
  return new Promise((resolve) => {
    const look = () => {
      const told = wire
        .since(before)
        .some((event) => event.link === link && event.op === 'LS+' && event.subject === wanted);
      if (!told && snapshot.get().links[link]?.type === 'up') return;
      forgets.forEach((forget) => forget());
      resolve();
    };
    const forgets = [wire.subscribe(look), snapshot.subscribe(look)];
    look();
  });
}

/** @throws Error in the server's words, if it refuses */
export async function createStream(
  client: NatsConnection,
  api: string,
  config: { name: string; [key: string]: unknown },
): Promise<void> {
  const { name } = config;
  const asked = JSON.stringify({
    retention: 'limits',
    storage: 'file',
    num_replicas: 1,
    ...config,
  });
  const reply = await client.request(`${api}.STREAM.CREATE.${name}`, asked, { timeout: 5000 });
  const { error } = reply.json<{ error?: { description: string } }>();
  if (error) throw new Error(error.description);
}

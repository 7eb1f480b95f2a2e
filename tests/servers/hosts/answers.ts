import type { NatsConnection } from '../../../src/nats/connect.ts';
import { errorText } from '../../../src/lab/error-text.ts';

/** Answers requests with a name, so that an answer tells whose it is. Ready once the server has it. */
export async function answer(
  client: NatsConnection,
  subject: string,
  name: string,
  queue?: string,
): Promise<{ stop: () => Promise<void> }> {
  const subscription = client.subscribe(subject, {
    ...(queue && { queue }),
    callback: (_, message) => message.respond(new TextEncoder().encode(name)),
  });
  await client.flush();
  return {
    stop: async () => {
      subscription.unsubscribe();
      await client.flush();
    },
  };
}

/** Asks many times, one after the other, and counts who answered; an error counts by its message. */
export async function tally(
  client: NatsConnection,
  subject: string,
  times: number,
): Promise<Record<string, number>> {
  const seen: Record<string, number> = {};
  for (let i = 0; i < times; i++) {
    const who = await client.request(subject, '', { timeout: 2000 }).then(
      (message) => message.string(),
      (error: unknown) => errorText(error),
    );
    seen[who] = (seen[who] ?? 0) + 1;
  }
  return seen;
}

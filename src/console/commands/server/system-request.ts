import { createInbox, type Msg } from '../../../nats/nats-client.ts';
import type { CommandContext } from '../../command.ts';
import { clock } from '../../units.ts';

/** The CLI's words for a request that no server takes from this user. */
export const systemRefusal =
  'server request failed, ensure the account used has system privileges and appropriate permissions';

/** How long the CLI waits for one more answer, in milliseconds. */
const nextAnswer = 300;

const utf8 = new TextDecoder();

/**
 * Asks all servers at once, as a user of the system account.
 * @param wait ends with so many answers; without it, 300 ms after the last
 * @param take called with each answer as it comes
 * @returns nothing where no server takes such a request from this user
 */
export async function requestAll<T>(
  context: CommandContext,
  subject: string,
  body: object | string,
  wait?: number,
  take?: (answer: T) => void,
): Promise<T[] | undefined> {
  const connection = await context.nats();
  const { timeout, trace } = context;
  const payload = typeof body === 'string' ? body : JSON.stringify(body);
  const inbox = createInbox(context.inboxPrefix);
  trace?.(`${clock()} >>> ${subject}: ${payload}`);
  return new Promise((resolve, reject) => {
    const found: T[] = [];
    const end = (act: () => void) => {
      clearTimeout(deadline);
      clearTimeout(pause);
      subscription.unsubscribe();
      act();
    };
    const deadline = setTimeout(() => end(() => resolve(found)), timeout);
    let pause: ReturnType<typeof setTimeout> | undefined;
    const callback = (error: Error | null, { data, headers }: Msg) => {
      if (error) return end(() => reject(error));
      if (headers?.code === 503) return end(() => resolve(undefined));
      trace?.(`${clock()} <<< (${data.length}B) ${utf8.decode(data)}`);
      const answer = JSON.parse(utf8.decode(data)) as T;
      found.push(answer);
      take?.(answer);
      if (found.length === wait) return end(() => resolve(found));
      if (wait) return;
      clearTimeout(pause);
      pause = setTimeout(() => end(() => resolve(found)), nextAnswer);
    };
    const subscription = connection.subscribe(inbox, { callback });
    connection.publish(subject, payload, { reply: inbox });
  });
}

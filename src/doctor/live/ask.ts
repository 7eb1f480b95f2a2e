import { randomToken } from '../../lab/random-token.ts';
import type { NatsConnection } from '../../nats/connect.ts';
import { quietFor } from './quiet-for.ts';

/** The answers that came to one request. */
export interface Answers {
  /** The bodies, in the order in which they came. */
  bodies: string[];
  /** Whether the server said that no one wants the subject. */
  unwanted: boolean;
  /** Begins the reply subjects of the request: by it the wire tells which way it went. */
  inbox: string;
}

/** How long a second answer may take after the last first one, in milliseconds. */
const linger = 80;

const utf8 = new TextDecoder();

/**
 * Sends requests all at once and gathers every answer to each.
 * @param patience how long the next first answer may take, in milliseconds: on a busy machine those of many take long
 */
export async function askAll(
  requests: readonly { client: NatsConnection; subject: string; payload?: string }[],
  patience = 500,
): Promise<Answers[]> {
  let settle: () => void = () => {};
  const asked = requests.map(({ client, subject, payload = '' }) => {
    const inbox = `_INBOX.${randomToken()}`;
    const answers: Answers = { bodies: [], unwanted: false, inbox };
    const subscription = client.subscribe(inbox, {
      callback: (error, message) => {
        if (error || message.headers?.code === 503) answers.unwanted = true;
        else answers.bodies.push(utf8.decode(message.data));
        settle();
      },
    });
    client.publish(subject, payload, { reply: inbox });
    return { answers, subscription };
  });
  const told = ({ answers }: (typeof asked)[number]) =>
    answers.unwanted || answers.bodies.length > 0;
  await new Promise<void>((resolve) => {
    let stop = () => {};
    settle = () => {
      stop();
      if (asked.every(told)) resolve();
      else stop = quietFor(patience, resolve);
    };
    settle();
  });
  await new Promise<void>((resolve) => quietFor(linger, resolve));
  for (const { subscription } of asked) subscription.unsubscribe();
  return asked.map(({ answers }) => answers);
}

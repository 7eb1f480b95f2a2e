import { randomToken } from '../../lab/random-token.ts';
import type { NatsConnection } from '../../nats/connect.ts';
import type { Msg } from '../../nats/nats-client.ts';
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
 * Sends requests all at once and gathers every answer to each. A client hears all of its answers on one subscription: each
 * more would be told to every server of the network.
 * @param patience how long the next first answer may take, in milliseconds: on a busy machine those of many take long
 */
export async function askAll(
  requests: readonly { client: NatsConnection; subject: string; payload?: string }[],
  patience = 500,
): Promise<Answers[]> {
  if (requests.length === 0) return [];
  let settle: () => void = () => {};
  const inboxes = new Map(requests.map(({ client }) => [client, `_INBOX.${randomToken()}`]));
  const asked = requests.map(({ client }, i): Answers => ({
    bodies: [],
    unwanted: false,
    inbox: `${inboxes.get(client)}.${i}`,
  }));
  let left = asked.length;
  const isOpen = ({ unwanted, bodies }: Answers) => !unwanted && bodies.length === 0;
  const refused = (some: Answers[]) => {
    left -= some.filter(isOpen).length;
    for (const answers of some) answers.unwanted = true;
  };
  const told = (answers: Answers, { headers, data }: Msg) => {
    if (headers?.code === 503) return refused([answers]);
    if (isOpen(answers)) left -= 1;
    answers.bodies.push(utf8.decode(data));
  };
  const subscriptions = [...inboxes].map(([client, inbox]) =>
    client.subscribe(`${inbox}.*`, {
      callback: (error, message) => {
        // A client that may not listen hears none of its answers.
        if (error) refused(asked.filter((each) => each.inbox.startsWith(`${inbox}.`)));
        else {
          const answers = asked[Number(message.subject.slice(inbox.length + 1))];
          if (answers) told(answers, message);
        }
        settle();
      },
    }),
  );
  requests.forEach(({ client, subject, payload = '' }, i) =>
    client.publish(subject, payload, { reply: asked[i]!.inbox }),
  );
  await new Promise<void>((resolve) => {
    let stop = () => {};
    settle = () => {
      stop();
      if (left === 0) resolve();
      else stop = quietFor(patience, resolve);
    };
    settle();
  });
  await new Promise<void>((resolve) => quietFor(linger, resolve));
  for (const subscription of subscriptions) subscription.unsubscribe();
  return asked;
}

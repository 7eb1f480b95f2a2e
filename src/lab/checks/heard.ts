import { verdict, type Check } from './check.ts';
import type { Monitor } from './monitor.ts';

/** Where somebody listens: clients of one server, by the subjects that they subscribed to. */
export interface Listeners {
  server: string;
  /** Matches the subscriptions that count. */
  subject: RegExp;
  account?: string;
}

interface Subscription {
  subject: string;
  account?: string;
  msgs: number;
}

/** The subscriptions of clients of a server, with what each has been given. No stream is among them. */
export async function subscriptionsOf(
  host: Monitor,
  { server, subject, account }: Listeners,
): Promise<Subscription[]> {
  const { connections } = (await host.monitor(server, 'connz', { subscriptions_detail: true })) as {
    connections?: { subscriptions_list_detail?: Subscription[] }[] | null;
  };
  return (connections ?? [])
    .flatMap(({ subscriptions_list_detail: list }) => list ?? [])
    .filter((each) => subject.test(each.subject))
    .filter((each) => account === undefined || each.account === account);
}

/** How many messages they have been given, all together. */
export async function messagesHeard(host: Monitor, listeners: Listeners): Promise<number> {
  const subscriptions = await subscriptionsOf(host, listeners);
  return subscriptions.reduce((sum, { msgs }) => sum + msgs, 0);
}

/** Clients of a server have been given so many messages or more on such subscriptions. */
export const heard =
  (host: Monitor, listeners: Listeners, least: number): Check =>
  async () => {
    const subscriptions = await subscriptionsOf(host, listeners);
    const messages = subscriptions.reduce((sum, { msgs }) => sum + msgs, 0);
    return verdict(
      messages >= least,
      `${least} messages or more`,
      subscriptions.length === 0
        ? `nobody at ${listeners.server} subscribes${listeners.account ? ` in account ${listeners.account}` : ''}`
        : `${messages} messages`,
    );
  };

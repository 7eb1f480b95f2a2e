import { verdict, type Check } from './check.ts';
import type { Monitor, Subscription } from '../network/monitor-pages.ts';

/** Clients of one server, by the subjects that they subscribed to. */
export interface Listeners {
  server: string;
  /** Matches the subscriptions that count. */
  subject: RegExp;
  account?: string;
}

/** The clients of a server, with the subscriptions of each that count. No stream is among them. */
async function clientsOf(host: Monitor, { server, subject, account }: Listeners) {
  // Accounts are told of only where users are, and then leaf connections are listed too.
  const options = { subscriptions_detail: true, auth: true };
  const { connections } = await host.monitor(server, 'connz', options);
  return (connections ?? [])
    .filter(({ kind }) => kind === undefined || kind === 'Client')
    .filter((each) => account === undefined || each.account === account)
    .map(({ out_msgs: sent, subscriptions_list_detail: list }) => ({
      sent,
      subscriptions: (list ?? []).filter((each) => subject.test(each.subject)),
    }))
    .filter(({ subscriptions }) => subscriptions.length > 0);
}

/** The subscriptions of clients of a server, with what each has been given out of its own account. */
export async function subscriptionsOf(host: Monitor, place: Listeners): Promise<Subscription[]> {
  return (await clientsOf(host, place)).flatMap(({ subscriptions }) => subscriptions);
}

/** Clients of a server that have such a subscription have been sent something, be it out of another account. */
export const served =
  (place: Listeners): Check =>
  async ({ host }) => {
    const clients = await clientsOf(host, place);
    const sent = clients.reduce((sum, each) => sum + each.sent, 0);
    return verdict(
      sent > 0,
      'one message or more',
      clients.length === 0 ? `no client at ${place.server} subscribes` : 'none',
    );
  };

/** How many messages they have been given, all together. */
export async function messagesHeard(host: Monitor, listeners: Listeners): Promise<number> {
  const subscriptions = await subscriptionsOf(host, listeners);
  return subscriptions.reduce((sum, { msgs }) => sum + msgs, 0);
}

/** Clients of a server have received at least `least` messages on such subscriptions. */
export const heard =
  (listeners: Listeners, least: number): Check =>
  async ({ host }) => {
    const subscriptions = await subscriptionsOf(host, listeners);
    const messages = subscriptions.reduce((sum, { msgs }) => sum + msgs, 0);
    return verdict(
      messages >= least,
      `${least} messages or more`,
      subscriptions.length === 0
        ? `no client at ${listeners.server} subscribes${listeners.account ? ` in account ${listeners.account}` : ''}`
        : `${messages} messages`,
    );
  };

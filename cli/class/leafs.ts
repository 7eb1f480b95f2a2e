import type { ClassLeaf } from '../../src/class/records.ts';
import type { NatsConnection } from '../../src/nats/connect.ts';
import { RequestStrategy } from '../../src/nats/nats-client.ts';
import type { ClassFolder } from './folder.ts';
import type { HubView } from './hub.ts';
import { accountOf } from './keys.ts';

/** As much of an answer to LEAFZ as is shown. */
interface Leafz {
  leafs?: {
    name: string;
    account: string;
    rtt?: string;
    subscriptions: number;
    in_msgs: number;
    out_msgs: number;
  }[];
}

/** An answer of a server, and how it names itself. */
export interface Told<Answer> {
  server: { id: string; name: string; cluster?: string };
  data: Answer;
}

/**
 * Asks each server of the hub that runs, and answers what they say of themselves.
 * @throws Error if none answers
 */
export async function askNodes<Answer>(
  system: NatsConnection,
  subject: string,
  { nodes, elsewhere }: Pick<HubView, 'nodes' | 'elsewhere'>,
  body: object = {},
): Promise<Told<Answer>[]> {
  const all = nodes().filter(({ running }) => running).length || 1;
  const answers = await system.requestMany(`$SYS.REQ.${subject}`, JSON.stringify(body), {
    // How many a hub elsewhere has, it does not say.
    strategy: elsewhere ? RequestStrategy.JitterTimer : RequestStrategy.Count,
    maxMessages: elsewhere ? -1 : all,
    // One of several may end meanwhile.
    maxWait: elsewhere || all > 1 ? 2000 : 5000,
    noMux: true,
  });
  const found: Told<Answer>[] = [];
  for await (const { data } of answers)
    found.push(JSON.parse(new TextDecoder().decode(data)) as Told<Answer>);
  if (found.length === 0) throw new Error('The hub does not answer.');
  return found;
}

/** The leaf connections of the class, as the hub tells of them itself. */
export async function leafsOf(
  system: NatsConnection,
  hub: HubView,
  folder: ClassFolder,
): Promise<ClassLeaf[]> {
  const answers = await askNodes<Leafz>(system, 'SERVER.PING.LEAFZ', hub);
  const leafs = answers.flatMap(({ data }) => data.leafs ?? []);
  const shared = accountOf(folder.keys.accounts.room.jwt);
  const ours = new Set([shared]);
  for (const { account } of folder.seats.values()) ours.add(accountOf(account.jwt));
  // A hub elsewhere has leaves of others too.
  return leafs
    .filter(({ account }) => ours.has(account))
    .map((leaf) => {
      const roundTrip = milliseconds(leaf.rtt ?? '');
      // Anyone may call a leaf by the name of a seat: one in the account of another seat is not that seat's.
      const named = folder.seats.get(leaf.name);
      const isIts = named && [shared, accountOf(named.account.jwt)].includes(leaf.account);
      const seat = isIts ? { seat: leaf.name } : {};
      return {
        name: leaf.name.slice(0, 100),
        account: leaf.account,
        ...seat,
        ...(roundTrip !== undefined && { roundTrip }),
        subscriptions: leaf.subscriptions,
        in: leaf.in_msgs,
        out: leaf.out_msgs,
      };
    });
}

const units: Record<string, number> = { µs: 0.001, us: 0.001, ms: 1, s: 1000, m: 60_000 };

/** Reads a duration as Go writes it, such as `1.5ms` or `1m2s`. */
function milliseconds(text: string): number | undefined {
  const parts = [...text.matchAll(/([\d.]+)(µs|us|ms|s|m)/g)];
  if (parts.length === 0) return undefined;
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * units[unit!]!, 0);
}

import type { ClassLeaf } from '../../src/class/records.ts';
import type { NatsConnection } from '../../src/nats/connect.ts';
import { RequestStrategy } from '../../src/nats/nats-client.ts';
import type { ClassFolder } from './folder.ts';
import type { HubView } from './hub.ts';
import { accountOf } from './keys.ts';
import type { LeafOwners } from './leaf-owners.ts';

/** As much of an answer to LEAFZ as is shown. */
interface Leafz {
  leafs?: {
    id: number;
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

/** A leaf connection of the class, with what is needed to end it. */
export interface LeafAt extends ClassLeaf {
  server: string;
  id: number;
  /** The seat as whose user it has come, where it has the name of another. */
  pretends?: string;
}

/** The leaf connections of the class, as the hub tells of them itself. */
export async function leafsOf(
  system: NatsConnection,
  hub: HubView,
  folder: ClassFolder,
  owners: LeafOwners,
): Promise<LeafAt[]> {
  const answers = await askNodes<Leafz>(system, 'SERVER.PING.LEAFZ', hub);
  const all = answers.flatMap(({ server, data }) =>
    (data.leafs ?? []).map((leaf) => ({ server: server.id, leaf })),
  );
  const shared = accountOf(folder.keys.accounts.room.jwt);
  const ours = new Set([shared]);
  for (const { account } of folder.seats.values()) ours.add(accountOf(account.jwt));
  // A hub elsewhere has leaves of others too.
  return all
    .filter(({ leaf }) => ours.has(leaf.account))
    .map(({ server, leaf }) => {
      const roundTrip = milliseconds(leaf.rtt ?? '');
      // Anyone may call a leaf by the name of a seat: one in the account of another seat is not that seat's.
      const named = folder.seats.get(leaf.name);
      const isNamed = named && [shared, accountOf(named.account.jwt)].includes(leaf.account);
      const owner = owners.of(server, leaf.id);
      const isIts = isNamed && (owner === undefined || owner === leaf.name);
      return {
        server,
        id: leaf.id,
        name: leaf.name.slice(0, 100),
        account: leaf.account,
        ...(isIts && { seat: leaf.name }),
        ...(isNamed && !isIts && owner !== undefined && { pretends: owner }),
        ...(roundTrip !== undefined && { roundTrip }),
        subscriptions: leaf.subscriptions,
        in: leaf.in_msgs,
        out: leaf.out_msgs,
      };
    });
}

/**
 * Ends the leaves that have the name of another seat, so that the one whose name it is comes back.
 * @returns the seats as whose users they have come
 */
export async function endPretenders(
  system: NatsConnection,
  leafs: readonly LeafAt[],
): Promise<string[]> {
  const pretenders = leafs.filter(({ pretends }) => pretends !== undefined);
  for (const { server, id } of pretenders)
    await system.request(`$SYS.REQ.SERVER.${server}.KICK`, JSON.stringify({ cid: id }));
  return pretenders.map(({ pretends }) => pretends!);
}

const units: Record<string, number> = { µs: 0.001, us: 0.001, ms: 1, s: 1000, m: 60_000 };

/** Reads a duration as Go writes it, such as `1.5ms` or `1m2s`. */
function milliseconds(text: string): number | undefined {
  const parts = [...text.matchAll(/([\d.]+)(µs|us|ms|s|m)/g)];
  if (parts.length === 0) return undefined;
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * units[unit!]!, 0);
}

/** Asks all servers of a hub, and gathers their answers until no more come: under load even the first takes its time. */
export const gathering = (system: NatsConnection) => ({
  requestMany: (subject: string, payload: string) =>
    system.requestMany(subject, payload, {
      strategy: RequestStrategy.JitterTimer,
      maxWait: 10_000,
    }),
});

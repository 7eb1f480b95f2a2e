import type { ClassLeaf } from '../../src/class/records.ts';
import type { Requester } from '../../src/lab/network/lab-client.ts';
import type { ClassFolder } from './folder.ts';

/** As much of an answer to LEAFZ as is shown. */
interface Leafz {
  data: {
    leafs?: {
      name: string;
      account: string;
      rtt?: string;
      subscriptions: number;
      in_msgs: number;
      out_msgs: number;
    }[];
  };
}

/** The leaf connections of the hub, as it tells of them itself. */
export async function leafsOf(system: Requester, folder: ClassFolder): Promise<ClassLeaf[]> {
  const { data } = await system.request('$SYS.REQ.SERVER.PING.LEAFZ', '{}', { timeout: 5000 });
  const { data: leafz } = JSON.parse(new TextDecoder().decode(data)) as Leafz;
  return (leafz.leafs ?? []).map((leaf) => {
    const roundTrip = milliseconds(leaf.rtt ?? '');
    const seat = folder.seats.has(leaf.name) ? { seat: leaf.name } : {};
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

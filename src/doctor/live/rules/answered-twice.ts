import type { Subscription } from '../../../lab/network/monitor-pages.ts';
import { accountWords, type AccountAt } from '../accounts-at.ts';
import type { LiveRule } from '../live-rule.ts';
import type { Running } from '../running.ts';
import { hopsOf } from '../ways.ts';
import type { Found } from '../../rule.ts';

/** A queue group with members on both sides of a service import, at which the group ends. */
export const answeredTwice: LiveRule = {
  id: 'answered-twice',
  severity: 'error',
  title: 'A queue group ends at a service import',
  page: '/troubleshooting/answered-twice-across-an-import',
  look: async (running, reach) => {
    const hops = hopsOf(running, reach);
    const found = await Promise.all(
      reach.places.map(async (place): Promise<Found[]> => {
        const around = hops(place).flatMap(({ to, binding }) => (binding ? [to] : []));
        if (around.length === 0) return [];
        const { account_detail: detail } = await running.host.monitor(place.server, 'accountz', {
          account: place.account,
        });
        const services = (detail?.imports ?? []).filter(
          ({ type, account, subject }) =>
            type === 'service' && account !== undefined && !subject.startsWith('$'),
        );
        const each = await Promise.all(
          services.map(async ({ account }) => {
            const exporter = reach.places.find(
              (other) => other.server === place.server && other.account === account,
            );
            if (!exporter) return [];
            const there = await groupsAt(running, exporter);
            const here = (await Promise.all(around.map((at) => groupsAt(running, at)))).flat();
            const both = there.find((group) => here.some((other) => isSame(group, other)));
            const leaf = around.find((_, i) => here[i]) ?? around[0]!;
            return both
              ? [
                  {
                    server: place.server,
                    words: `The queue group ${both.qgroup} on ${both.subject} has members in ${accountWords(exporter)} and at ${leaf.server}. ${accountWords(place)} imports the service, and an import is told to ${leaf.server} without the group: a request there is answered by a member on each side.`,
                    remedy: `Have both members in one account, or do not import what ${leaf.server} serves itself.`,
                  },
                ]
              : [];
          }),
        );
        return each.flat();
      }),
    );
    return found.flat();
  },
};

const isSame = (a: Subscription, b: Subscription) =>
  a.qgroup === b.qgroup && a.subject === b.subject;

/** The queue groups of clients of an account at its server, but for those of servers themselves. */
async function groupsAt({ host }: Running, { server, account }: AccountAt) {
  const { subscriptions_list: list } = await host.monitor(server, 'subsz', {
    subscriptions: true,
    account,
  });
  return (list ?? []).filter(({ qgroup, subject }) => qgroup && !/^[$_]/.test(subject));
}

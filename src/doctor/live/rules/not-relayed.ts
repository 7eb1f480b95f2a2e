import { accountWords, type AccountAt } from '../accounts-at.ts';
import type { LiveRule } from '../live-rule.ts';
import type { Reach } from '../reach.ts';
import type { Running } from '../running.ts';
import { hopsOf, wayTo } from '../ways.ts';

/** A way of two leaf links on which messages stop in the middle, where both ends of it have been seen to pass them. */
interface Stopped {
  from: AccountAt;
  middle: AccountAt;
  to: AccountAt;
}

/** A server that is the leaf of two others: messages of one do not reach the other. */
export const bridgeDoesNotRelay: LiveRule = {
  id: 'bridge-does-not-relay',
  severity: 'warning',
  title: 'A leaf of two hubs does not pass messages on',
  causes: ['bridge-does-not-relay'],
  look: async (running, reach) => {
    const stopped = stoppedIn(running, reach).filter(
      ({ from, middle, to }) => isSpokeOf(reach, middle, from) && isSpokeOf(reach, middle, to),
    );
    const middles = [...new Set(stopped.map(({ middle }) => middle))];
    return Promise.all(
      middles.map(async (middle) => {
        const { from, to } = stopped.find((each) => each.middle === middle)!;
        const isHeard = await hasListeners(running, middle);
        return {
          server: middle.server,
          page: isHeard
            ? '/troubleshooting/bridge-skips-queue-groups'
            : '/troubleshooting/bridge-does-not-relay',
          words: `${accountWords(middle)} is a leaf of ${hubWords(from, to)} and of ${hubWords(to, from)}, and a leaf passes nothing on between its hubs: what is published at ${accountWords(from)} does not reach ${accountWords(to)}.${isHeard ? ` Where ${middle.server} itself listens, it does pass on, but to no queue group.` : ''}`,
          remedy: `If messages are to cross, write hub: true in one of the remotes of ${middle.server}.`,
        };
      }),
    );
  },
};

/** Two leaves of one cluster name: the hub takes them for members that hear each other by themselves. */
export const leavesApart: LiveRule = {
  id: 'leaves-of-one-cluster-name',
  severity: 'warning',
  title: 'Leaves of one cluster name do not hear each other',
  causes: ['leaves-of-one-cluster-name'],
  page: '/troubleshooting/leaves-of-one-cluster-name',
  look: (running, reach) => {
    const clusterOf = (name: string) => running.derived.confs.get(name)?.cluster;
    const apart = stoppedIn(running, reach).filter(
      ({ from, to }) =>
        from.server < to.server &&
        clusterOf(from.server) !== undefined &&
        clusterOf(from.server) === clusterOf(to.server),
    );
    return apart.map(({ from, middle, to }) => ({
      server: to.server,
      words: `${from.server} and ${to.server} both say that they are of the cluster ${clusterOf(to.server)}, so ${middle.server} passes nothing on between them, and no route joins them: what is published at one does not reach the other.`,
      remedy: `Give ${to.server} a cluster name of its own, or leave its cluster block out. If they are to be one cluster, give each a route to the other.`,
    }));
  },
};

function stoppedIn(running: Running, reach: Reach): Stopped[] {
  const { arrivals } = reach;
  const hops = hopsOf(running, reach);
  const passes = (a: AccountAt, b: AccountAt) =>
    arrivals.some(({ from, to, plain }) => from === a && to === b && plain > 0);
  return arrivals.flatMap(({ from, to, plain }): Stopped[] => {
    if (plain > 0) return [];
    const way = wayTo(from, to, hops);
    if (way?.length !== 2 || way.some(({ binding }) => !binding)) return [];
    const middle = way[0]!.to;
    return passes(from, middle) && passes(middle, to) ? [{ from, middle, to }] : [];
  });
}

/** Names a hub: by the account too, where the other is of the same server. */
const hubWords = (hub: AccountAt, other: AccountAt): string =>
  hub.server === other.server ? accountWords(hub) : hub.server;

/** Whether one takes the other for its hub on the leaf link between them. */
const isSpokeOf = ({ bindings }: Reach, leaf: AccountAt, hub: AccountAt): boolean =>
  bindings.some(
    ({ link, spoke }) =>
      spoke === leaf.server &&
      [link.from, link.to].includes(leaf.server) &&
      [link.from, link.to].includes(hub.server),
  );

/** Whether clients of an account listen to subjects of their own at its server. */
async function hasListeners({ host }: Running, { server, account }: AccountAt): Promise<boolean> {
  const { subscriptions_list: list } = await host.monitor(server, 'subsz', {
    subscriptions: true,
    account,
  });
  return (list ?? []).some(({ subject, qgroup }) => !qgroup && !/^[$_]/.test(subject));
}

import type { Derived } from '../lab/derive/derive.ts';
import type { ServerConf } from '../lab/derive/server-conf.ts';
import { groupsOf } from './groups.ts';
import { remotesIn, type Remote } from './remotes.ts';

/** A remote as a way between accounts of two clusters or single servers. Of several hubs in its URLs the first. */
export interface Way {
  remote: Remote;
  hub: ServerConf;
  here: readonly ServerConf[];
  there: readonly ServerConf[];
  /** The account of the hub, or `?` where no configuration tells it. */
  account: string;
}

/** The remotes whose hub is given, each as a way. */
export function waysOf(network: Derived): Way[] {
  const groups = groupsOf(network);
  return remotesIn(network).flatMap((remote) => {
    const [hub] = remote.to;
    const dial = remote.dials.find(({ to }) => hub !== undefined && to.includes(hub.name));
    if (!hub || !dial) return [];
    const { remote: account } = dial;
    return [
      { remote, hub, here: groups.get(remote.from.name)!, there: groups.get(hub.name)!, account },
    ];
  });
}

import type { Derived } from '../lab/derive/derive.ts';
import type { ServerConf } from '../lab/derive/server-conf.ts';

/** Whether a file that a server names was made for the run. */
export const hasStandIn = ({ standIns }: Derived, { name }: ServerConf, path: string): boolean =>
  standIns.some((made) => made.server === name && made.path === path);

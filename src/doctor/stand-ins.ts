import type { Derived } from '../lab/derive/derive.ts';
import type { ServerConf } from '../lab/derive/server-conf.ts';

/** Whether a file that a server names was made for the run. */
export const hasStandIn = ({ standIns }: Derived, { name }: ServerConf, path: string): boolean =>
  namesOf(standIns).has(`${name}\n${path}`);

const known = new WeakMap<Derived['standIns'], Set<string>>();

function namesOf(standIns: Derived['standIns']): Set<string> {
  const names =
    known.get(standIns) ?? new Set(standIns.map(({ server, path }) => `${server}\n${path}`));
  known.set(standIns, names);
  return names;
}

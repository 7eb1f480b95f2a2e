import { fromRoot } from '../conf/edits.ts';
import { grouped } from '../conf/in-order.ts';
import type { GivenFile } from './given.ts';

/** Finds a file that a configuration names: from its folder on, or, as it was written for another machine, by its last name. */
export function findGiven(
  given: ReadonlyMap<string, GivenFile>,
  from: string,
  named: string,
): GivenFile | undefined {
  const folder = from.replace(/[^/]*$/, '');
  const beside =
    given.get(fromRoot(folder + named).slice(1)) ?? given.get(fromRoot(named).slice(1));
  if (beside) return beside;
  const last = named.split(/[\\/]/).at(-1)!;
  const alike = byLastName(given).get(last) ?? [];
  return alike.length === 1 ? alike[0] : undefined;
}

/** Nothing is given once files are looked for. */
const known = new WeakMap<ReadonlyMap<string, GivenFile>, Map<string, GivenFile[]>>();

function byLastName(given: ReadonlyMap<string, GivenFile>): Map<string, GivenFile[]> {
  const names = known.get(given) ?? grouped(given.values(), ({ path }) => path.split('/').at(-1)!);
  known.set(given, names);
  return names;
}

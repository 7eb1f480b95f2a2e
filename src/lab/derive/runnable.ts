import type { Topology } from '../topology/topology.ts';
import type { Derived } from './derive.ts';
import { namedFiles } from './named-files.ts';

/** A network as a host runs it: the files are put on the machines of its servers before they start. */
export interface Runnable {
  topology: Topology;
  /** By server, the texts of files by the paths that its configuration names. */
  files: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Rewrites a derived network so that it runs on any host. Each line of a configuration stays the line that it was. */
export function runnable(derived: Derived): Runnable {
  const { topology, confs, files, standIns } = derived;
  const put = [...confs.values()].map((conf): [string, Map<string, string>] => {
    const made = standIns.filter(({ server }) => server === conf.name);
    const given = namedFiles(conf, files).filter((named) => named.given);
    return [
      conf.name,
      new Map([
        ...given.map((named): [string, string] => [named.path, named.given!.text]),
        ...made.map(({ path, text }): [string, string] => [path, text]),
      ]),
    ];
  });
  return { topology, files: new Map(put) };
}

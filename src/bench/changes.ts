import type { Runnable } from '../lab/derive/runnable.ts';
import type { Topology } from '../lab/topology/topology.ts';

/** Whether servers and links are the same: then servers can take configurations without a new start of all. */
export function isSameShape(a: Topology, b: Topology): boolean {
  const shape = ({ servers, links, outside = [] }: Topology) =>
    JSON.stringify([
      servers.map(({ name }) => name).sort(),
      links.map(({ name, kind }) => `${kind} ${name}`).sort(),
      outside.map(({ name }) => name).sort(),
    ]);
  return shape(a) === shape(b);
}

/** Whether two networks run alike and are drawn alike. */
export const isSame = (a: Runnable, b: Runnable): boolean => textOf(a) === textOf(b);

const textOf = ({ topology, files }: Runnable): string =>
  JSON.stringify([topology, [...files].map(([server, named]) => [server, [...named]])]);

/**
 * The servers that are to take something: another configuration than they run, or other files beside it.
 * @param runs the configurations that servers run
 * @param had the files that lie on their machines
 */
export const changedIn = (
  { topology, files }: Runnable,
  runs: Readonly<Record<string, string>>,
  had: Runnable['files'],
): string[] =>
  topology.servers
    .filter(
      ({ name, config }) => runs[name] !== config || changedFiles(files, had, name).length > 0,
    )
    .map(({ name }) => name);

/** The files of a server that are others than those that lie on its machine, each with its path. */
export const changedFiles = (
  files: Runnable['files'],
  had: Runnable['files'],
  server: string,
): [path: string, text: string][] =>
  [...(files.get(server) ?? [])].filter(([path, text]) => had.get(server)?.get(path) !== text);

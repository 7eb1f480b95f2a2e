import type { Topology } from '../../lab/topology/topology.ts';

/**
 * The servers of a topology in the order in which they are started, those of a wave at once: who is dialled before who
 * dials, and members of a cluster together. A circle is started at once, after what it dials.
 */
export function startWaves({ servers, links }: Topology): string[][] {
  const clusterOf = (name: string) => servers.find((server) => server.name === name)?.cluster;
  const dials = (name: string) => {
    const cluster = clusterOf(name);
    const isTogether = (other: string) =>
      other === name || (cluster !== undefined && clusterOf(other) === cluster);
    return links
      .filter(({ kind, from, to }) => kind === 'leaf' && isTogether(from) && !isTogether(to))
      .map(({ to }) => to);
  };
  const waves: string[][] = [];
  let left = servers.map(({ name }) => name);
  while (left.length > 0) {
    const ready = left.filter((name) => !dials(name).some((to) => left.includes(to)));
    const wave = ready.length > 0 ? ready : left;
    waves.push(wave);
    left = left.filter((name) => !wave.includes(name));
  }
  return waves;
}

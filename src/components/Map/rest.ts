import { diallingOf, type Dialling } from '../../lab/topology/dialling.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import type { LinkOnMap } from './types.ts';

const starts: Record<Dialling, LinkOnMap> = {
  dialled: { state: 'rest', words: '' },
  choice: { state: 'choice', words: '' },
  'not dialled': { state: 'absent', words: 'not yet' },
};

const ends: Record<Dialling, LinkOnMap> = {
  dialled: { state: 'down', words: 'not connected', brief: 'down' },
  choice: { state: 'down', words: 'not connected', brief: 'down' },
  'not dialled': { state: 'absent', words: 'not dialled', brief: 'no remote' },
};

const all = (topology: Topology, states: Record<Dialling, LinkOnMap>): Record<string, LinkOnMap> =>
  Object.fromEntries(
    Object.entries(diallingOf(topology)).map(([link, dialling]) => [link, states[dialling]]),
  );

/** The links that the configurations make, before any server has run. */
export const atStart = (topology: Topology): Record<string, LinkOnMap> => all(topology, starts);

/** The links while no server runs that did: none is connected. */
export const atRest = (topology: Topology): Record<string, LinkOnMap> => all(topology, ends);

/** Links of which some are cut from the start. Names of others, as after a change of the configurations, count for nothing. */
export const withCut = (
  links: Readonly<Record<string, LinkOnMap>>,
  cut: readonly string[],
): Record<string, LinkOnMap> => ({
  ...links,
  ...Object.fromEntries(
    cut
      .filter((name) => Object.hasOwn(links, name))
      .map((name) => [name, { state: 'cut', words: 'begins cut', brief: 'cut' }]),
  ),
});

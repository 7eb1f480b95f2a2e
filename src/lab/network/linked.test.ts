import { expect, test } from 'vitest';
import clusteredHub from '../../../topologies/clustered-hub/topology.ts';
import ring from '../../../topologies/ring/topology.ts';
import twoRegions from '../../../topologies/two-regions/topology.ts';
import type { Topology } from '../topology/topology.ts';
import { startingWith } from '../exercise/exercise.ts';
import { allLinked, notLinked } from './linked.ts';

/** Whether a topology counts as linked with all its links up but these. */
const linkedWithout = (topology: Topology, ...down: string[]) =>
  allLinked(
    topology,
    () => ({ type: 'running', version: '' }),
    (name) => ({ type: down.includes(name) ? 'down' : 'up' }),
  );

test('a remote with URLs of two servers is linked by one of them', () => {
  expect(linkedWithout(twoRegions, 'edge-south')).toBe(true);
  expect(linkedWithout(twoRegions, 'edge-north')).toBe(true);
  expect(linkedWithout(twoRegions, 'edge-north', 'edge-south')).toBe(false);
});

test('a leaf of a cluster is linked by one member', () => {
  expect(linkedWithout(clusteredHub, 'east-hub-1', 'east-hub-2')).toBe(true);
  expect(linkedWithout(clusteredHub, 'east-hub-1', 'east-hub-2', 'east-hub-3')).toBe(false);
});

test('two remotes are two links', () => {
  const [one] = ring.links.filter(({ from }) => from === 'edge');
  expect(linkedWithout(ring, one!.name)).toBe(false);
});

test('a link that no remote dials is not waited for', () => {
  const moved = startingWith(ring, { edge: 'server_name: edge' });
  const links = ring.links.filter(({ from }) => from === 'edge').map(({ name }) => name);
  expect(linkedWithout(moved, ...links)).toBe(true);
});

test('what is not linked is named, unless one of its servers does not run', () => {
  const named = (stopped?: string) =>
    notLinked(
      clusteredHub,
      (name) => (name === stopped ? { type: 'stopped' } : { type: 'running', version: '' }),
      (name) => ({ type: name.startsWith('east-') ? 'down' : 'up' }),
    ).map(({ name }) => name);
  expect(named()).toEqual(['east-hub-1', 'east-hub-2', 'east-hub-3']);
  expect(named('east')).toEqual([]);
});

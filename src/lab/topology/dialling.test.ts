import { expect, test } from 'vitest';
import joinALeaf from '../../../labs/join-a-leaf/exercise.ts';
import clusteredHub from '../../../topologies/clustered-hub/topology.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import twoRegions from '../../../topologies/two-regions/topology.ts';
import { diallingOf, isAlone } from './dialling.ts';
import type { Topology } from './topology.ts';

const aloneIn = ({ servers }: Topology) => servers.filter(isAlone).map(({ name }) => name);

test('a link is dialled where a remote names the other server, and no leaf is alone that has one', () => {
  expect(diallingOf(twoDomains)).toEqual({ 'leaf-hub': 'dialled' });
  expect(aloneIn(twoDomains)).toEqual([]);
});

test('a leaf without a remote dials no server, and stands on its own', () => {
  expect(diallingOf(joinALeaf.topology)).toEqual({ 'leaf-hub': 'not dialled' });
  expect(aloneIn(joinALeaf.topology)).toEqual(['leaf']);
});

test('a remote that names several servers connects to one of them; all routes of a cluster are dialled', () => {
  expect(diallingOf(twoRegions)).toMatchObject({
    'north-hub': 'dialled',
    'edge-north': 'choice',
    'edge-south': 'choice',
  });
  expect(diallingOf(clusteredHub)).toMatchObject({
    'hub-1-hub-2': 'dialled',
    'hub-3-hub-1': 'dialled',
    'east-hub-1': 'choice',
    'west-hub-3': 'choice',
  });
});

import { expect, test } from 'vitest';
import hubWithUsers from '../../../docs/guides/_hub-spoke/hub-with-users.conf';
import twoHubs from '../../../docs/guides/_moving-a-stream/two-hubs.ts';
import joinALeaf from '../../../labs/join-a-leaf/exercise.ts';
import hubAndSpoke from '../../../topologies/hub-and-spoke/topology.ts';
import operatorMode from '../../../topologies/operator-mode/topology.ts';
import { stateOf } from '../../bench/link.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import { benchAddress } from './bench-address.ts';

const textsBehind = async (address: string) => {
  const { files } = await stateOf(address.replace(/^\/bench#/, ''));
  return files.map(({ text }) => text);
};
const configsOf = ({ servers }: Topology) => servers.map(({ config }) => config);

test.each([
  ['topology', 'hub-and-spoke', hubAndSpoke],
  ['topology', 'operator-mode', operatorMode],
  ['lab', 'join-a-leaf', joinALeaf.topology],
] as const)('a %s as the site has it goes by its name: %s', async (kind, name, topology) => {
  expect(await benchAddress({ kind, name }, topology, {})).toBe(`/bench#of=${kind}/${name}`);
});

test('a topology that a guide has changed goes as it is', async () => {
  const address = await benchAddress({ kind: 'topology', name: twoHubs.name }, twoHubs, {});
  expect(await textsBehind(address)).toEqual(configsOf(twoHubs));
});

test('what a reader has applied goes along, without its passwords', async () => {
  const own = { kind: 'topology', name: hubAndSpoke.name } as const;
  const address = await benchAddress(own, hubAndSpoke, { hub: hubWithUsers });
  const texts = await textsBehind(address);
  expect(texts.slice(1)).toEqual(configsOf(hubAndSpoke).slice(1));
  expect(texts[0]).toMatch(/password: "?taken-out-1/);
});

test('a lab that the bench does not know goes as it is', async () => {
  const address = await benchAddress(undefined, hubAndSpoke, {});
  expect(await textsBehind(address)).toEqual(configsOf(hubAndSpoke));
});

import { expect, test } from 'vitest';
import { derive } from '../derive/derive.ts';
import { topologies } from '../../../topologies/index.ts';
import { ascii, boxes, mapText } from './map-text.ts';

const networkOf = (confs: Record<string, string>) =>
  derive(
    'test',
    Object.entries(confs).map(([name, text]) => ({ path: `${name}.conf`, text })),
  ).topology;

const dialling = (...hubs: string[]) =>
  `port: 4222\nleafnodes { port: 7422, remotes [ ${hubs.map((hub) => `{ url: "nats-leaf://${hub}:7422" }`).join(' ')} ] }\n`;

test('a leaf stands below what it dials, and says how the link is', () => {
  const topology = networkOf({ hub: 'leafnodes { port: 7422 }\n', leaf: dialling('hub') });
  expect(mapText(topology, 80, () => 'up')).toBe(
    [
      '┌─────┐',
      '│ hub │',
      '└┬────┘',
      ' │  ┌────────────┐',
      ' └──│ leaf       │',
      '    │ -> hub: up │',
      '    └────────────┘',
    ].join('\n'),
  );
  expect(mapText(topology, 80, () => '', ascii)).not.toMatch(/[^\n -~]/);
});

test('a gateway is a line too', () => {
  const gateway = (name: string, other: string) =>
    `gateway { name: ${name}, port: 7222, gateways: [ { name: ${other}, url: "nats://${other}:7222" } ] }\n`;
  const topology = networkOf({ A: gateway('A', 'B'), B: gateway('B', 'A') });
  expect(mapText(topology, 80, () => 'up')).toContain(' └──│');
});

test.each([...topologies.values()])('$name: each server once, within the width', (topology) => {
  for (const width of [40, 100]) {
    const text = mapText(topology, width, () => 'down', boxes);
    for (const { name } of topology.servers)
      expect(text.match(new RegExp(`│ (.*  )?${name}(  .*)? +│`, 'g')), text).toHaveLength(1);
    for (const line of text.split('\n')) expect(line.length, text).toBeLessThanOrEqual(width);
  }
});

test('servers that dial each other in a circle are all drawn', () => {
  const topology = networkOf({ a: dialling('b'), b: dialling('c'), c: dialling('a') });
  const text = mapText(topology, 80);
  for (const name of ['a', 'b', 'c']) expect(text).toContain(`│ ${name} `);
});

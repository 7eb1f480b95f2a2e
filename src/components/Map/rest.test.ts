import { expect, test } from 'vitest';
import { labs } from '../../../labs/index.ts';
import { troubles } from '../../../labs/troubles/index.ts';
import { topologies } from '../../../topologies/index.ts';
import { atRest, atStart, withCut } from './rest.ts';

const all = [...topologies.values(), ...[...labs, ...troubles].map(({ topology }) => topology)];

test('a still map draws as dialled what a configuration dials, and after Stop nothing as connected', () => {
  for (const topology of all) {
    for (const { name, from, to, kind } of topology.links) {
      const configOf = (end: string) =>
        topology.servers.find((each) => each.name === end)?.config ?? '';
      const text = `${configOf(from)}${kind === 'route' ? configOf(to) : ''}`.replaceAll(
        /#.*/g,
        '',
      );
      const isNamed = new RegExp(`//([^@/]*@)?(${to}|${kind === 'route' ? from : to}):`).test(text);
      const { state } = atStart(topology)[name]!;
      expect([topology.name, name, state !== 'absent']).toEqual([topology.name, name, isNamed]);
      expect(atRest(topology)[name]!.state).toBe(isNamed ? 'down' : 'absent');
    }
  }
});

test('a link that begins cut is drawn so, and a name of none draws nothing', () => {
  const topology = topologies.get('two-domains')!;
  const { name } = topology.links[0]!;
  const links = withCut(atStart(topology), [name, 'constructor']);
  expect(Object.keys(links)).toEqual(Object.keys(atStart(topology)));
  expect(links[name]!.state).toBe('cut');
});

import { expect, test } from 'vitest';
import type { Finding } from './finding.ts';
import { perLine } from './per-line.ts';

const at = (hub: string, says = ''): Finding => ({
  rule: 'wrong-port',
  severity: 'error',
  server: 'leaf',
  link: `leaf-${hub}`,
  place: { path: 'leaf.conf', line: 4 },
  words: `Port 4222 of ${hub} takes clients.${says}`,
  remedy: `Dial port 7422, which ${hub} has for leaf nodes.`,
});
const servers = ['leaf', 'hub-0', 'hub-1', 'hub-2'];

test('one line has one finding, which names the other servers', () => {
  expect(perLine([at('hub-0'), at('hub-1'), at('hub-2')], servers)).toEqual([
    {
      ...at('hub-0'),
      words: 'Port 4222 of hub-0 takes clients. It is the same with hub-1 and hub-2.',
    },
  ]);
});

test('what a server says of one stays behind, whatever it says of the others', () => {
  const all = [at('hub-0', ' leaf says: refused by 10.0.0.1'), at('hub-1', ' leaf says: 10.0.0.2')];
  expect(perLine(all, servers).map(({ words }) => words)).toEqual([
    'Port 4222 of hub-0 takes clients. It is the same with hub-1. leaf says: refused by 10.0.0.1',
  ]);
});

test('findings that differ in more, or are of two lines, stay', () => {
  const all = [
    at('hub-0'),
    { ...at('hub-1'), place: { path: 'leaf.conf', line: 5 } },
    { ...at('hub-1'), severity: 'warning' as const },
    { ...at('hub-1'), words: 'Port 4223 of hub-1 takes clients.' },
    { ...at('hub-1'), words: 'Port 4222 of another takes clients.' },
  ];
  expect(perLine(all, servers)).toEqual(all);
});

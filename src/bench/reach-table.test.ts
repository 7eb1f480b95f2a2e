import { expect, test } from 'vitest';
import type { AccountAt } from '../doctor/live/accounts-at.ts';
import { reachTable } from './reach-table.ts';

test('a domain that no server runs in keeps its column, which says so', () => {
  const place = { server: 'leaf', account: '$G', system: false, client: {} } as AccountAt;
  const answered = { answers: [{ domain: 'leaf' }], outcome: 'answered' as const, over: [] };
  const reach = {
    places: [place],
    bindings: [],
    domains: new Map([['leaf', 'leaf']]),
    asked: [
      { place, ...answered },
      { place, domain: 'leaf', ...answered },
    ],
    arrivals: [],
    untried: 0,
    leaderless: new Set<string>(),
  };
  const { columns, rows, notAsked } = reachTable(
    reach,
    [],
    [],
    ['site-10', 'site-2', 'hub', 'leaf', 'hub'],
  );
  expect(columns.map(({ name }) => name)).toEqual([
    'its own JetStream',
    'hub',
    'leaf',
    'site-2',
    'site-10',
  ]);
  expect(rows[0]!.cells.map(({ short }) => short)).toEqual([
    'yes: leaf',
    'does not run',
    'yes',
    'does not run',
    'does not run',
  ]);
  expect(rows[0]!.cells[1]!.words).toContain('domain hub');
  expect(notAsked).toBe(0);
});

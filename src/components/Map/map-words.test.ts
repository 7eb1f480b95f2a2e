import { expect, test } from 'vitest';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { wrap } from './text.ts';
import { describe } from './map-words.ts';

test('the still map is described by its servers, domains and who dials', () => {
  expect(describe(twoDomains)).toBe(
    'hub, hub server in JetStream domain hub. leaf, leaf node in JetStream domain leaf. leaf dials hub.',
  );
});

test('the live map is described with states, streams and clients', () => {
  const words = describe(
    twoDomains,
    {
      hub: {
        state: 'running',
        detail: '2.15.1',
        streams: [{ name: 'ORDERS', messages: 1, mirrorOf: 'ORDERS' }],
        clients: [
          { name: 'desk', wants: [] },
          { name: 'till', wants: ['orders.>'] },
        ],
      },
      leaf: { state: 'failed', detail: 'Parse error on line 3' },
    },
    { 'leaf-hub': { state: 'down', words: 'not connected' } },
  );
  expect(words).toContain(
    'running, 2.15.1; stream ORDERS, mirror of ORDERS, 1 message; clients desk, till (wants orders.>).',
  );
  expect(words).toContain('failed, Parse error on line 3.');
  expect(words).toContain('leaf dials hub: not connected.');
});

test('a long reason is wrapped, and cut only at the end of its last line', () => {
  expect(wrap('Parse error on line 3: expected a value', 20, 1, 2)).toEqual([
    'Parse error on line',
    '3: expected a value',
  ]);
  expect(wrap('Parse error', 20, 1, 3)).toEqual(['Parse error']);
  expect(wrap('Parse error on line 3: expected a value here', 20, 1, 2)[1]).toBe(
    '3: expected a value…',
  );
});

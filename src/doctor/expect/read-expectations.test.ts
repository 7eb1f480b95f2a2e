import { expect, test } from 'vitest';
import { ExpectationMistake, readExpectations } from './read-expectations.ts';

const read = (text: string) => readExpectations({ path: 'leafwise.expect.yaml', text });

test('each kind is read, with the line that it stands at', () => {
  const text = `# for CI
expect:
  - from: edge
    domain: hub
  - { from: plant/ORDERS, domain: hub, answers: no }
  - from: edge
    bare: edge
  - publish: orders.>
    at: hub
    reaches: east
    misses: [west, south]
  - link: edge-hub
    binds: { A: B }
  - stream: ORDERS
    at: edge
    subjects: [orders.>]
    copied-to: hub
    cut: edge-hub
`;
  expect(read(text).map(({ is, place }) => [place.line, is])).toEqual([
    [3, { kind: 'domain', from: 'edge', domain: 'hub', answers: true }],
    [5, { kind: 'domain', from: 'plant/ORDERS', domain: 'hub', answers: false }],
    [6, { kind: 'bare', from: 'edge', bare: 'edge' }],
    [
      8,
      {
        kind: 'publish',
        publish: 'orders.>',
        at: 'hub',
        reaches: ['east'],
        misses: ['west', 'south'],
      },
    ],
    [12, { kind: 'link', link: 'edge-hub', up: true, binds: { A: 'B' } }],
    [
      14,
      {
        kind: 'stream',
        stream: 'ORDERS',
        at: 'edge',
        subjects: ['orders.>'],
        'copied-to': 'hub',
        by: 'mirror',
        cut: 'edge-hub',
        messages: 20,
      },
    ],
  ]);
});

test('JSON is read as well, and a list alone', () => {
  const [only] = read('[\n  { "link": "edge-hub", "up": false }\n]');
  expect(only).toEqual({
    is: { kind: 'link', link: 'edge-hub', up: false, binds: {} },
    place: { path: 'leafwise.expect.yaml', line: 2 },
  });
});

test.each([
  [
    'expect:\n  - from: edge\n    domain: hub\n    answer: yes',
    4,
    'answer is no key of an expectation with domain',
  ],
  ['expect:\n  - from: edge\n', 2, 'has one of the keys domain, bare, publish, link, stream'],
  ['expect:\n  - domain: hub\n', 2, 'from is missing beside domain'],
  ['expect:\n  - link: edge-hub\n    up: perhaps\n', 3, 'up is "perhaps", and should be boolean'],
  ['expect:\n  - link: [\n', 3, 'Flow sequence'],
  ['expects: []', 1, 'no list of expectations'],
  ['expect: []\nmore: 1', 2, 'more is no key here'],
  ['', 1, 'no list of expectations'],
  ['- link: a\n'.repeat(201), 201, 'at most 200 are tested'],
])('%j is a mistake on line %i', (text, line, words) => {
  const mistake = () => read(text);
  expect(mistake).toThrow(ExpectationMistake);
  expect(mistake).toThrow(words);
  expect(mistake).toThrow(`leafwise.expect.yaml:${line}: `);
});

import { expect, test } from 'vitest';
import { readConf } from './conf-text.ts';

const environment = { PORT: '4333', QUOTED: '"4333"', LOOP: '$LOOP', BLOCK: '{ port: 1 }' };
/** The value that a configuration gives to the key `x`, and its type. */
const valueOf = (config: string) => {
  const { text, type } = readConf(config, environment).scalars.findLast(({ key }) => key === 'x')!;
  return [text, type];
};

test.each([
  ['x: 4222', '4222', 'integer'],
  ['x = 1MB', '1MB', 'integer'],
  ['x -1;', '-1', 'integer'],
  ['x: 1.5', '1.5', 'float'],
  ['x: On', 'On', 'bool'],
  ['x: 2026-11-28T10:00:00Z', '2026-11-28T10:00:00Z', 'date'],
  ['x: "4222"', '4222', 'string'],
  ["x: 'yes'", 'yes', 'string'],
  ['x: 127.0.0.1:4222', '127.0.0.1:4222', 'string'],
  ['x: "a\\"b\\\\c\\x41"', 'a"b\\cA', 'string'],
  ["x: 'a\\x41'", 'a\\x41', 'string'],
  ['X: 1', '1', 'integer'],
])('%s is %s, a %s', (config, text, type) => {
  expect(valueOf(config)).toEqual([text, type]);
});

test.each([
  ['A: 1; x: $A', '1', 'integer'],
  ['A: 1; B: $A; x: $B', '1', 'integer'],
  ['A: 1; b { A: "2"; x: $A }', '2', 'string'],
  ['A: 1; b { A: 2 }; x: $A', '1', 'integer'],
  ['a: 1; x: $A', '$A', undefined],
  ['b { A: 2 }; x: $A', '$A', undefined],
  ['x: $PORT', '4333', 'integer'],
  ['x: $QUOTED', '4333', 'string'],
  ['x: $LOOP', '$LOOP', undefined],
  ['x: $constructor', '$constructor', undefined],
  ['x: $BLOCK', '$BLOCK', undefined],
  ['PORT: 1; x: $PORT', '1', 'integer'],
  ['x: "$PORT"', '$PORT', 'string'],
  ['x: $2a$11$abc', '$2a$11$abc', 'string'],
])('the reference in %s stands for %s, a %s', (config, text, type) => {
  expect(valueOf(config)).toEqual([text, type]);
});

test('what a variable holds is where it is referred to', () => {
  const { scalars, keys } = readConf(
    'R = { url: "nats://a" }\nROUTES = [nats://b]\nleafnodes { remotes: [$R] }\ncluster { routes: $ROUTES }',
  );
  expect(scalars.map(({ block, key, text }) => [...block.path, key, text].join(' '))).toEqual([
    'leafnodes remotes url nats://a',
    'cluster routes nats://b',
  ]);
  expect(keys.map(({ path }) => path.join('.'))).toContain('leafnodes.remotes.url');
});

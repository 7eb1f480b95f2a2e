import { expect, test } from 'vitest';
import { readConf, readWhole } from './conf-text.ts';

/** The value that a configuration gives to the key `x`, and its type. */
const valueOf = (config: string) => {
  const { text, type } = readConf(config).scalars.findLast(({ key }) => key === 'x')!;
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
  ['x: $constructor', '$constructor', undefined],
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

test.each([
  ['a value is on the line below its key in a map', 'a {\n b:\n\n x: 2 }\nx: 1'],
  ['a value is on the line of its key outside of maps', 'a:\nx: 1'],
  ['a comment ends at a carriage return', '# a\rx: 1'],
  ['a number sign begins a value, not a comment', 'a: #b\nx: 1'],
  ['a form feed does not end a value', 'a: b\f"\nx: 1 #"'],
  ['a no-break space does not end a value', 'a: b\u00a0"\nx: 1 #"'],
  ['a next-line character ends a key', 'a\u0085b\nx: 1'],
  ['a byte order mark does not end a key', 'a\ufeff"b c\nx: 1 #"'],
  ['a block of text ends at a bare line', 'a: (\n)b "\n)\nx: 1 #"'],
  ['a file to include has no escapes', 'include "a\\"\nx: 1 #"'],
  ['a file to include may have a comma', 'include a,"\nx: 1 #"'],
])('keys are those that the server reads: %s', (_, config) => {
  expect(valueOf(config)).toEqual(['1', 'integer']);
});

test('a key is in the lower case that the server makes of it', () => {
  const { keys } = readConf('L\u0130STEN: 1; Lea\u212A: 2');
  expect(keys.map(({ path }) => path[0])).toEqual(['listen', 'leak']);
});

test.each(['a {\n', 'a: ['])('%j without end is read so far, and no server gets it', (deeper) => {
  const { scalars } = readConf(`port: 4222\n${deeper.repeat(20_000)}`);
  expect(scalars[0]).toMatchObject({ key: 'port', text: '4222' });
  expect(() => readWhole(deeper.repeat(20_000))).toThrow(/more than 500 deep .* on line \d+$/);
});

import { expect, test } from 'vitest';
import {
  choice,
  commaList,
  duration,
  list,
  noPlace,
  onOff,
  onUnless,
  size,
  text,
  wholeOr,
} from './flags.ts';
import { parseFlags, readParts } from './parse.ts';
import { Problem } from './problem.ts';

const flags = {
  count: wholeOr(1, 'How many'),
  header: list('Headers', { short: 'H' }),
  subjects: commaList('Subjects'),
  raw: onOff('Raw', { short: 'r' }),
  quiet: onOff('Quiet', { short: 'q' }),
  ack: onUnless('Acknowledge'),
  queue: text('Queue'),
  age: duration('Age'),
  bytes: size('Bytes'),
  storage: choice(['file', 'memory'], 'Storage', { f: 'file', m: 'memory' }),
  server: noPlace('It is here already.', { short: 's' }),
  help: onOff('Help', { short: 'h' }),
};
const parse = (...words: string[]) => parseFlags(words, flags);
const problem = (...words: string[]) => {
  try {
    parse(...words);
  } catch (error) {
    if (error instanceof Problem) return [error.message, ...error.help].join('\n');
  }
  throw new Error('no problem');
};

test('flags may stand anywhere, with their value behind a blank or an equals sign', () => {
  const { values, rest } = parse('a', '--count', '3', 'b', '--queue=q=1');
  expect(values).toMatchObject({ count: 3, queue: 'q=1', raw: false, ack: true });
  expect(rest).toEqual(['a', 'b']);
});

test('short flags: with a value, joined to it, and several at once', () => {
  expect(parse('-H', 'a:1', '-Hb:2', '-rq').values).toMatchObject({
    header: ['a:1', 'b:2'],
    raw: true,
    quiet: true,
  });
});

test('--no- turns a switch off, and -- ends the flags', () => {
  expect(parse('--no-ack').values).toMatchObject({ ack: false });
  expect(parse('--', '--raw').rest).toEqual(['--raw']);
});

test('lists add up, with commas or without', () => {
  expect(parse('--subjects', 'a,b', '--subjects', 'c').values.subjects).toEqual(['a', 'b', 'c']);
});

test('durations are nanoseconds, sizes bytes', () => {
  expect(parse('--age', '1h30m', '--bytes', '10MB').values).toMatchObject({
    age: 5400e9,
    bytes: 10 * 1024 * 1024,
  });
});

test('the value of a choice is one of its words', () => {
  expect(parse('--storage', 'm').values.storage).toBe('memory');
  expect(problem('--storage', 'mem')).toBe(
    "enum value must be one of file,f,memory,m, got 'mem'\nIt is the value of --storage.",
  );
});

test('an unknown flag is told, with the nearest and all there are', () => {
  expect(problem('--cuont', '3')).toMatch(
    /^unknown long flag '--cuont'\nDid you mean --count\?\nFlags here: --count --header/,
  );
  expect(problem('-Z')).toMatch(/^unknown short flag '-Z'/);
  expect(problem('-qZ')).toMatch(/^unknown short flag '-Z'/);
  expect(problem('a', '-5')).toContain('is written behind --, as in -- -5');
});

test.each([
  [['--count', '-1'], "expected argument for flag '--count'"],
  [['-H', '--raw'], "expected argument for flag '-H'"],
  [['--count', '2', '--count', '3'], "flag 'count' cannot be repeated"],
  [['-q', '-q'], "flag 'quiet' cannot be repeated"],
  [['a', '@b'], 'failed to open arguments file "b": open b: no such file or directory'],
])('%j is refused as by the CLI', (words, message) => {
  expect(problem(...words).split('\n')[0]).toBe(message);
});

test('what stands for a value or an argument is that of the CLI', () => {
  expect(parse('--count=-1').values.count).toBe(-1);
  expect(parse('--count', '--', '3', '-r')).toMatchObject({ values: { count: 3 }, rest: ['-r'] });
  expect(parse('-', '', '--raw=yes')).toMatchObject({
    values: { raw: true },
    rest: ['', '', 'yes'],
  });
});

test('help is shown for a line that lacks something', () => {
  expect(parse('--count=x', '-h').values.help).toBe(true);
});

test('a flag that has no place is read, and can say why', () => {
  const { given, rest } = parse('-s', 'nats://x', 'a');
  expect(rest).toEqual(['a']);
  expect(given[0]!.flag.why!('nats://x', 'leaf')).toBe('It is here already.');
});

test.each(['constructor', 'no-constructor', 'toString', '__proto__'])(
  '--%s is no flag, though each object has something of that name',
  (name) => {
    expect(problem(`--${name}`)).toMatch(
      new RegExp(`^unknown long flag '--${name}'\\nFlags here: --count`),
    );
  },
);

test('a line that is still being typed is told apart as well', () => {
  const parts = (...words: string[]) =>
    readParts(words, flags).map((part) => {
      if (part.type === 'flag') return `${part.at} --${part.name} ${part.value ?? '…'}`;
      return `${part.at} ${part.type === 'word' ? part.text : part.type}`;
    });
  expect(parts('a', '-rH', 'b:1', '--nope', 'c')).toEqual([
    '0 a',
    '1 --raw true',
    '1 --header b:1',
    '3 wrong',
    '4 c',
  ]);
  expect(parts('--no-ack', '--count=x', '--', '-r')).toEqual([
    '0 --ack false',
    '1 --count x',
    '2 end',
    '3 -r',
  ]);
  expect(parts('--queue')).toEqual(['0 --queue …']);
});

test('values that are missing or not what they should be are told by their flag', () => {
  expect(problem('--count')).toMatch(/^expected argument for flag '--count'/);
  expect(problem('--count', 'x')).toBe(
    'strconv.ParseInt: parsing "x": invalid syntax\nIt is the value of --count.',
  );
  expect(problem('--age', '5q')).toMatch(/^invalid duration: invalid unit q.*--age\.$/s);
  expect(problem('--bytes', '5q')).toMatch(/^invalid bytes specification 5q.*--bytes\.$/s);
});

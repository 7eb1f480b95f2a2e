import { expect, test } from 'vitest';
import {
  choice,
  commaList,
  duration,
  list,
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
  storage: choice(['file', 'memory'], 'Storage'),
  retention: choice(['limits', 'work', 'workqueue'], 'Retention'),
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

test('a choice may be shortened as far as it is clear', () => {
  expect(parse('--storage', 'm').values.storage).toBe('memory');
  expect(parse('--retention', 'work').values.retention).toBe('work');
  expect(problem('--storage', 'floppy')).toBe(
    "--storage: enum value must be one of file,memory, got 'floppy'",
  );
});

test('an unknown flag is told, with the nearest and all there are', () => {
  expect(problem('--cuont', '3')).toMatch(
    /^unknown long flag '--cuont', try --help\nDid you mean --count\?\nFlags here: --count --header/,
  );
  expect(problem('-Z')).toMatch(/^unknown short flag '-Z', try --help/);
});

test.each(['constructor', 'no-constructor', 'toString', '__proto__'])(
  '--%s is no flag, though each object has something of that name',
  (name) => {
    expect(problem(`--${name}`)).toMatch(
      new RegExp(`^unknown long flag '--${name}', try --help\\nFlags here: --count`),
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

test('a flag that a page cannot have says why', () => {
  expect(problem('--server', 'nats://x')).toContain('This console is a client of one server');
});

test('values that are missing or not what they should be are told by their flag', () => {
  expect(problem('--count')).toBe("expected argument for flag '--count'");
  expect(problem('--count', 'x')).toBe('--count: parsing "x": expected a whole number');
  expect(problem('--raw=yes')).toBe("flag '--raw' takes no value");
  expect(problem('--age', '5q')).toMatch(/^--age: invalid duration: invalid unit q/);
  expect(problem('--bytes', '5q')).toMatch(/^--bytes: invalid bytes specification 5q/);
});

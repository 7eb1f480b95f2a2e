import { expect, test } from 'vitest';
import { bareLine, readScript } from './script.ts';

const lines = (text: string) => readScript(text).lines;

test('each line is a command; blank lines and comments are none', () => {
  const text = 'nats pub a 1\r\n\r\n# two\nnats pub b 2 # b\n  pub c 3';
  expect(lines(text)).toEqual(['pub a 1', 'pub b 2', 'pub c 3']);
});

test('a backslash joins the next line, a quote spans several', () => {
  expect(lines('nats stream add B \\\n  --subjects "b.>" \\\n  --defaults\npub a')).toEqual([
    'stream add B   --subjects "b.>"   --defaults',
    'pub a',
  ]);
  expect(lines(`pub a '{\n  "x": "#1"\n}'\npub b "c\\\nd\ne"`)).toEqual([
    `pub a '{\n  "x": "#1"\n}'`,
    'pub b "cd\ne"',
  ]);
  expect(lines('pub a 1 &&\npub b 2\npub c 3')).toEqual(['pub a 1 && pub b 2', 'pub c 3']);
});

test('prompts that were copied along are left out', () => {
  expect(
    lines('$ nats stream add B \\\n> --defaults\nleaf$ nats stream ls\n> nats.exe rtt'),
  ).toEqual(['stream add B --defaults', 'stream ls', 'rtt']);
  expect(bareLine('./nats rtt')).toBe('rtt');
  expect(bareLine('nats')).toBe('nats');
  expect(bareLine('req $JS.API.INFO x')).toBe('req $JS.API.INFO x');
});

test('a here-document is part of its line', () => {
  expect(lines(`pub a <<'EOF'\nstream ls\nEOF\nrtt`)).toEqual([
    `pub a <<'EOF'\nstream ls\nEOF`,
    'rtt',
  ]);
  expect(lines(`pub a '<<EOF'\nrtt\npub a <<< x\nrtt`)).toEqual([
    `pub a '<<EOF'`,
    'rtt',
    'pub a <<< x',
    'rtt',
  ]);
});

test.each([
  [`rtt\npub a 'b\nc`, `pub a 'b\nc`],
  ['rtt\nstream add B \\', 'stream add B \\'],
  ['rtt\nstream add B \\\n', 'stream add B \\'],
  ['rtt\npub a 1 &&', 'pub a 1 &&'],
  ['rtt\npub a <<EOF\nb', 'pub a <<EOF\nb'],
])('%j goes on behind its end', (text, rest) => {
  expect(readScript(text)).toEqual({ lines: ['rtt'], rest: rest.trim() });
});

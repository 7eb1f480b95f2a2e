import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { confsInGo } from '../../../tests/support/in-go.ts';
import { networks } from '../../../tests/support/networks.ts';
import { syntaxFault } from './syntax-fault.ts';

/** Configurations that the site and the tests have. */
const whole = [
  ...['topologies', 'labs', 'examples'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.conf'))
      .map((path) => readFileSync(join(folder, path), 'utf8')),
  ),
  ...Object.values(networks).flatMap((files) => files.map(({ text }) => text)),
];

/** What configurations are made of, and what breaks them. */
const parts = [
  ...['{', '}', '[', ']', '(', ')', '\n)', '\n)\n', '"', "'", ':', '=', ',', ';', '#', '//', '/'],
  ...[' ', '  ', '\t', '\n', '\n', '\r\n', '\u00a0', '\u0085', '\u2028', '\ufeff', '\0', 'é', '😀'],
  ...[
    'a',
    'port',
    'include',
    'include "x.conf"',
    'INCLUDE x',
    'a:',
    'a: 1\n',
    'a {',
    'a: [',
    '"k"',
  ],
  ...['1', '-1', '-', '.', '1.5', '1.', '1.2.3.4:80', '1k', '1kb', '5e7bc', '2020-01-02T03:04:05Z'],
  ...['2020-01', '$A', '$2a$11$x', 'true', '\\', '\\n', '\\x41', '\\xz', '\\q', '"x"', "'x'", '٣'],
];

/** Numbers that are the same at each run. */
function* numbers(below: number): Generator<number> {
  for (let seed = 1; ; seed = (seed * 48_271) % 2_147_483_647) yield seed % below;
}

const random = numbers(1_000_003);
const next = (below: number): number => (random.next().value as number) % below;
const made = Array.from({ length: 30_000 }, () =>
  Array.from({ length: 1 + next(9) }, () => parts[next(parts.length)]!).join(''),
);
/** A configuration in which a piece is missing, or one has come in. */
const broken = whole.flatMap((text) =>
  Array.from({ length: 60 }, () => {
    const at = next(text.length);
    return (
      text.slice(0, at) + (next(2) ? '' : parts[next(parts.length)]!) + text.slice(at + next(3))
    );
  }),
);

/** What the parser says of a text that it cannot read; of one that it can it may say what it lacks. */
const isUnread = (said: string): boolean => /^(Parse error|config is invalid)/.test(said);

test('a fault of syntax is found where nats-server finds one, and nowhere else', async () => {
  const all = [...new Set([...whole, ...broken, ...made])];
  const said = await confsInGo(all);
  expect(said.filter(isUnread).length).toBeGreaterThan(5000);
  expect(said.filter((each) => each === '').length).toBeGreaterThan(2000);
  const differ = all.flatMap((text, i) => {
    const fault = syntaxFault(text);
    const isRight = fault ? said[i] !== '' : !isUnread(said[i]!);
    return isRight ? [] : [[text, fault, said[i]]];
  });
  expect(differ.slice(0, 20)).toEqual([]);
});

test('a configuration that the site or a test has shows none', () => {
  expect(whole.filter((text) => syntaxFault(text))).toEqual([]);
});

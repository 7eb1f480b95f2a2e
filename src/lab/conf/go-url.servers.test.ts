import { expect, test } from 'vitest';
import { urlsInGo } from '../../../tests/support/in-go.ts';
import { goUrl } from './go-url.ts';

/** What URLs are made of here, and what tempts a parser to take another part of them for the host. */
const parts = [
  ...[
    'nats:',
    'ws:',
    'http:',
    'nats.x+y:',
    '1a:',
    ':',
    '/',
    '//',
    '///',
    '@',
    'a',
    'b.c',
    '1.1.1.1',
  ],
  ...['[::1]', '[fe80::1%25eth0]', '[1.2.3.4]', '[::ffff:1.2.3.4]', '[1:2:3:4:5:6:7::]', '[', ']'],
  ...[
    ':7422',
    ':x',
    '?',
    '#',
    '%',
    '%41',
    '%zz',
    '%C3%A9',
    '%25',
    ' ',
    '\t',
    '\u00a0',
    '\ufeff',
    'é',
  ],
  ...['\\', '"', '<', '|', '^', '{', '+', ',', ';', '*', '\u007f', '\u0085', '$', '!', "'"],
];

/** Numbers that are the same at each run. */
function* numbers(below: number): Generator<number> {
  for (let seed = 1; ; seed = (seed * 48_271) % 2_147_483_647) yield seed % below;
}

const random = numbers(1009);
const next = (below: number): number => (random.next().value as number) % below;
const made = Array.from({ length: 20_000 }, () => {
  const start = next(3) === 0 ? '' : ['nats://', 'ws://', 'http://', '//'][next(4)]!;
  return start + Array.from({ length: 1 + next(6) }, () => parts[next(parts.length)]!).join('');
});

test('a URL is read as Go’s own parser reads it', async () => {
  const all = [...new Set(made)];
  const inGo = await urlsInGo(all);
  expect(inGo.filter((each) => each !== null && each.hostname !== '').length).toBeGreaterThan(1000);
  expect(inGo.filter((each) => each === null).length).toBeGreaterThan(1000);
  const here = all.map((text) => {
    const url = goUrl(text);
    if (!url) return null;
    const { scheme, user = null, password = null, host, port = '' } = url;
    return { scheme, user, password, hostname: host.replace(/^\[(.*)\]$/s, '$1'), port };
  });
  // The zone of an address may have more characters in Go than here.
  const hasZone = (i: number) => here[i] === null && /:.*%/.test(inGo[i]?.hostname ?? '');
  const differ = all.flatMap((text, i) =>
    JSON.stringify(here[i]) === JSON.stringify(inGo[i]) || hasZone(i)
      ? []
      : [[text, here[i], inGo[i]]],
  );
  expect(differ).toEqual([]);
});

import { expect, test } from 'vitest';
import { readConf } from '../lab/conf/conf-text.ts';
import { confValue } from './conf-value.ts';

const value = (text: string) => confValue(readConf(text), text);

test('variables that multiply are bounded, and told', () => {
  const keys = Array.from({ length: 10 }, (_, i) => i);
  const bomb = Array.from(
    { length: 30 },
    (_, n) => `A${n + 1} { ${keys.map((k) => `k${k}: $A${n}`).join(', ')} }`,
  );
  expect(() => value(`A0: 1\n${bomb.join('\n')}\nport: 4222\naccounts: $A30`)).toThrow(
    'Variables of a configuration bring more than 200000 settings',
  );
});

test('a variable stands for the last of its name around it that is whole', () => {
  const text =
    'P: 1\na { P: 2, x: $P }\nb { x: $P, c { x: $P } }\nd { d: $P }\nP { P: $P }\ne: $P\n';
  expect(value(text)).toMatchObject(
    new Map<string, unknown>([
      [
        'a',
        new Map([
          ['P', 2],
          ['x', 2],
        ]),
      ],
      [
        'b',
        new Map<string, unknown>([
          ['x', 1],
          ['c', new Map([['x', 1]])],
        ]),
      ],
      ['d', new Map([['d', 1]])],
      ['e', new Map([['P', 1]])],
    ]),
  );
});

test('what stands in lists of lists is read in its order', () => {
  expect(value('a: [{ b: [1, 2] }, 3]\nc: [$D]\n').get('a')).toEqual([new Map([['b', [1, 2]]]), 3]);
});

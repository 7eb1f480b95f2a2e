import { expect, test } from 'vitest';
import { commands } from '../commands.ts';
import { readArguments } from './command.ts';

const read = (name: string, ...args: string[]) =>
  readArguments(
    commands.find((each) => each.name === name)!,
    args,
  );

test.each([
  ['check', ['--json', '--sarif', 'a.conf'], /^--json and --sarif contradict each other: /],
  [
    'check',
    ['--no-run', 'a.conf', '--expect', 'e'],
    /^--no-run and --expect contradict each other: /,
  ],
  ['up', ['--native', '--server=x', 'a.conf'], /^--native and --server contradict each other: /],
  ['check', ['--expect', 'a', '--expect', 'b', 'a.conf'], /^--expect is given twice: /],
  ['pack', ['--to', 'cli', '--to=helm', 'a.conf', 'd'], /^--to is given twice: /],
])('%s %j is refused in a sentence', (name, args, sentence) => {
  expect(() => read(name, ...args)).toThrow(sentence);
});

test('what may be given several times is taken', () => {
  expect(read('check', '--assign', 'a=b', '--assign', 'c=d', '-q', '-q', 'a.conf').values).toEqual({
    assign: ['a=b', 'c=d'],
    quiet: true,
  });
});

test('each pair that is refused is of options that there are', () => {
  for (const { options, apart = [] } of commands)
    for (const [one, other] of apart)
      expect(Object.keys(options)).toEqual(expect.arrayContaining([one, other]));
});

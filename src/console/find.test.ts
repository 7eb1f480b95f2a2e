import { expect, test } from 'vitest';
import { findCommand } from './find.ts';

const found = (line: string) => {
  const { type, rest, ...of } = findCommand(line.split(' '));
  return [type, 'command' in of ? of.command.name : of.group, rest.join(' ')];
};

test.each([
  ['pub a b', ['command', 'publish', 'a b']],
  ['--js-domain hub str list -n', ['command', 'stream ls', '--js-domain hub -n']],
  ['--js-domain=hub stream ls', ['command', 'stream ls', '--js-domain=hub']],
  ['stream --js-domain hub ls', ['command', 'stream ls', '--js-domain hub']],
  ['-- pub a', ['command', 'publish', '-- a']],
  ['--names stream ls', ['command', 'stream ls', '--names']],
  ['stream --help', ['group', 'stream', '--help']],
  ['stream --user pub', ['group', 'stream', '--user pub']],
])('%s', (line, as) => {
  expect(found(line)).toEqual(as);
});

test.each(['constructor', 'stream constructor', '--constructor x', 'stream __proto__'])(
  '%s names no command',
  (line) => {
    expect(() => findCommand(line.split(' '))).toThrow(/^(expected command but got|unknown long)/);
  },
);

test('the value of a flag that is not known is not taken for the command', () => {
  expect(() => findCommand(['--count', '3', 'pub', 'a'])).toThrow("unknown long flag '--count'");
});

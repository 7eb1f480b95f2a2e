import { expect, test } from 'vitest';
import { findCommand } from './find.ts';
import { Problem } from './problem.ts';

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
  ['stream -a ls', ['command', 'stream ls', '-a']],
  ['-s nats://x stream --context leaf ls', ['command', 'stream ls', '-s nats://x --context leaf']],
  ['--domain hub stream ls', ['command', 'stream ls', '--domain hub']],
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

test.each(['--count 3 pub a', '--names stream ls', 'stream --names ls'])(
  'in %s a flag stands before the command that has it',
  (line) => {
    expect(() => findCommand(line.split(' '))).toThrow(/^unknown long flag '--(count|names)'/);
  },
);

test('a command that is not here says why, and none is put in its place', () => {
  const tell = (line: string) => {
    try {
      findCommand(line.split(' '));
    } catch (error) {
      if (error instanceof Problem) return [error.message, ...error.help].join('\n');
    }
    throw new Error('found');
  };
  expect(tell('audit ls')).toContain('nats audit is not here. ');
  expect(tell('audit ls')).not.toContain('Did you mean');
  expect(tell('echo x')).toContain('no program but nats');
  // The flag has taken "stream" for its value.
  expect(tell('--timeout stream ls')).not.toContain('no program but nats');
  expect(tell('strem ls')).toContain('Did you mean nats stream?');
  expect(tell('server health')).toContain('Did you mean nats server report health?');
  expect(tell('leafnodes')).toContain(
    'Did you mean nats server report leafnodes or nats server request leafnodes?',
  );
  expect(tell('pubb a b')).toContain('Did you mean nats publish?');
  expect(tell('natz pub a b')).toContain('Did you mean nats?');
  expect(tell('stream natz')).not.toContain('Did you mean');
  expect(tell('info')).not.toContain('Did you mean');
  expect(tell('put foo x')).not.toContain('Did you mean');
});

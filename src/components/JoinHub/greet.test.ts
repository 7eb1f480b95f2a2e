import { expect, test } from 'vitest';
import { greetingOf } from './greet.ts';

test('a hub greets with its name and version', () => {
  expect(greetingOf('INFO {"server_name":"my-hub","version":"2.15.2"}\r\n')).toEqual({
    name: 'my-hub',
    version: '2.15.2',
  });
});

test.each([
  ['HTTP/1.1 400 Bad Request', undefined],
  ['INFO {"server_name":', undefined],
  ['INFO {broken}', undefined],
  ['INFO {}', { name: 'a server without a name', version: 'unknown' }],
  [
    'INFO {"server_name":{"a":1},"version":[2]}',
    { name: 'a server without a name', version: 'unknown' },
  ],
])('%s greets as %o', (line, greeting) => {
  expect(greetingOf(line)).toEqual(greeting);
});

test('a long name is shown in part', () => {
  const { name } = greetingOf(`INFO {"server_name":"${'x'.repeat(100_000)}"}`)!;
  expect(name).toBe(`${'x'.repeat(100)}…`);
});

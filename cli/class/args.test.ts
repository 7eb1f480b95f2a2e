import { expect, test } from 'vitest';
import { readArguments } from './args.ts';

test('a class is reached where it was before unless told', () => {
  expect(readArguments([])).not.toHaveProperty('host');
  const told = readArguments(['--host', '0.0.0.0', '--port', '0', '--name', ' NATS  day ']);
  expect(told).toMatchObject({ host: '0.0.0.0', port: 0, name: 'NATS day' });
  expect(readArguments(['--nodes', '3'])).toHaveProperty('nodes', 3);
});

test.each([
  [['--port', 'x'], '--port x is no port'],
  [['--name', ''], '--name is one line'],
  [['--tls-cert', 'a.pem'], '--tls-cert and --tls-key go together'],
  [['--origin', 'class.example.com'], '--origin class.example.com is none'],
  [['--origin', 'https://class.example.com/x'], 'no path'],
  [['--nodes', '2'], '--nodes 2 is no size of a hub'],
  [['--moon'], 'npm run class --'],
])('%j is refused', (args, words) => {
  expect(() => readArguments(args)).toThrow(words);
});

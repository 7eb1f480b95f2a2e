import path from 'node:path';
import { expect, test } from 'vitest';
import { readArguments } from './args.ts';

test('a class is reached where it was before unless told', () => {
  expect(readArguments([])).not.toHaveProperty('host');
  const told = readArguments(['--host', '0.0.0.0', '--port', '0', '--name', ' NATS  day ']);
  expect(told).toMatchObject({ host: '0.0.0.0', port: 0, name: 'NATS day' });
  expect(readArguments(['--nodes', '3'])).toHaveProperty('nodes', 3);
});

test('a hub elsewhere is several addresses and the file of what it grants', () => {
  const { hub } = readArguments(['--hub', 'wss://a:8443,wss://b/nats', '--creds', 'class.creds']);
  expect(hub).toEqual({
    urls: ['wss://a:8443/', 'wss://b/nats'],
    creds: path.resolve('class.creds'),
  });
  expect(readArguments(['--resume', 'x', '--creds', '/f'])).toHaveProperty('hub', { creds: '/f' });
});

test.each([
  [['--port', 'x'], '--port x is no port'],
  [['--name', ''], '--name is one line'],
  [['--tls-cert', 'a.pem'], '--tls-cert and --tls-key go together'],
  [['--origin', 'class.example.com'], '--origin class.example.com is none'],
  [['--origin', 'https://class.example.com/x'], 'no path'],
  [['--nodes', '2'], '--nodes 2 is no size of a hub'],
  [['--hub', 'wss://nats.example.com'], '--hub and --creds go together'],
  [['--creds', 'class.creds'], '--hub and --creds go together'],
  [['--hub', 'nats://nats.example.com:4222', '--creds', 'f'], 'no address of a WebSocket'],
  [['--hub', 'wss://a,tls://b', '--creds', 'f'], '--hub tls://b is no address of a WebSocket'],
  [['--hub', 'wss://a', '--creds', 'f', '--nodes', '3'], 'not with --hub'],
  [['--folder', 'a', '--resume', 'a'], '--resume is not needed'],
  [['--pack', 'compose', 'there'], '--pack needs --origin https://'],
  [['--pack', 'compose', '--origin', 'https://a.b'], 'takes the folder that it writes'],
  [['--pack', 'raft', 'there', '--origin', 'https://a.b'], '--pack raft is unknown'],
  [['there'], 'there is no argument'],
  [['--moon'], 'npm run class --'],
])('%j is refused', (args, words) => {
  expect(() => readArguments(args)).toThrow(words);
});

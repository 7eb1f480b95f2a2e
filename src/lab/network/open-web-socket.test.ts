import { expect, test } from 'vitest';
import { deniedWords, gateOf, waitingWords } from './open-web-socket.ts';

test.each([
  ['ws://localhost:8080/leafnode', 'Apps on device'],
  ['ws://127.0.0.1:8080/?token=x', 'Apps on device'],
  ['ws://[::1]:8080', 'Apps on device'],
  ['ws://192.168.1.7:8080', 'Local network'],
  ['ws://172.20.0.1:8080', 'Local network'],
  ['ws://[fd00::1]:8080', 'Local network'],
  ['wss://hub.local', 'Local network'],
  ['wss://hub.example.org', 'Local network'],
  ['wss://172.32.0.1', undefined],
  ['wss://8.8.8.8', undefined],
  ['wss://[2001:db8::1]', undefined],
])('before %s stands the site setting %s', (url, setting) => {
  expect(gateOf(url)?.setting).toBe(setting);
});

test('the reader is told what the browser asks, or that it does not', () => {
  const gate = gateOf('ws://127.0.0.1:8080');
  expect(waitingWords(gate, 'prompt')).toContain(
    'other apps and services on this device”, press Allow',
  );
  expect(waitingWords(gate, 'granted')).toBe('It has not answered yet.');
  expect(waitingWords(undefined, undefined)).toBe('It has not answered yet.');
  expect(deniedWords(gate, true)).toContain('set “Apps on device” to Allow');
  expect(deniedWords(gate, false)).toContain('at http://localhost on your machine');
});

import { expect, test } from 'vitest';
import { leafnodeUrl } from './leafnode-url.ts';

test.each([
  ['ws://hub:8080', 'ws://hub:8080/leafnode'],
  ['wss://hub.example.org/', 'wss://hub.example.org/leafnode'],
  ['wss://hub.example.org/nats', 'wss://hub.example.org/nats/leafnode'],
  ['wss://hub.example.org/nats/leafnode', 'wss://hub.example.org/nats/leafnode'],
])('a hub at %s takes leaf nodes at %s', (hub, url) => {
  expect(leafnodeUrl(hub)).toBe(url);
});

test.each([
  ['hub:8080', 'not by hub:'],
  ['nats-leaf://hub:7422', 'A browser reaches a hub by ws:// or wss://, not by nats-leaf://'],
  ['somewhere', 'is no URL'],
])('%s is refused with a remedy', (hub, words) => {
  expect(() => leafnodeUrl(hub)).toThrow(words);
});

import { expect, test } from 'vitest';
import { addressOf, digestOf, isHashed, isModule } from './release.ts';

test.each([
  ['index.html', ''],
  ['guides/hub-spoke.html', 'guides/hub-spoke'],
  ['labs/index.html', 'labs/'],
  ['guides/index-of-all.html', 'guides/index-of-all'],
  ['guides/hub-spoke.md', 'guides/hub-spoke.md'],
  ['assets/js/main.1a2b3c4d.js', 'assets/js/main.1a2b3c4d.js'],
])('%s is at /%s', (file, address) => {
  expect(addressOf(file)).toBe(address);
});

test('contents that differ have digests that differ', async () => {
  const [one, same, other] = await Promise.all(
    ['a page', 'a page', 'another'].map((text) => digestOf(new TextEncoder().encode(text))),
  );
  expect(one).toBe(same);
  expect(one).not.toBe(other);
  expect(one).toMatch(/^[\w-]{20}$/);
});

test('the module is one of the files whose name tells their content', () => {
  expect(isModule('assets/engine/nats-server.wasm.1d2f8283.gz')).toBe(true);
  expect(isHashed('assets/engine/nats-server.wasm.1d2f8283.gz')).toBe(true);
  expect(isHashed('js/early-press.js')).toBe(false);
});

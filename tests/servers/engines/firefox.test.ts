import { readFile } from 'node:fs/promises';
import { brotliDecompressSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';
import { findFirefox } from '../../../tools/lib/engines.mjs';
import { openFirefox } from '../../../tools/lib/browsers/firefox.ts';
import { engineSuite } from './engine-suite.ts';
import { offlineSuite } from './offline-suite.ts';

const found = await findFirefox();
const open = found === null ? null : openFirefox(found);
engineSuite('Firefox', open);
offlineSuite('Firefox', open);

test.skipIf(!open)('Firefox needs no unpacker but its own', async () => {
  const packed = await readFile(
    new URL('../../../engine/dist/nats-server.wasm.br', import.meta.url),
  );
  const browser = await open!(inject('enginesPage'));
  try {
    expect(await browser.evaluate('leafwiseOwnUnpacked()')).toBe(
      brotliDecompressSync(packed).length,
    );
  } finally {
    await browser.close();
  }
});

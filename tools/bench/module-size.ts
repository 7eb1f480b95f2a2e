import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { root } from '../lib/paths.mjs';
import type { Group } from './figures.ts';

/** The size of the server module, and of what unpacks it in a page. */
export const moduleSize: Group = {
  name: 'module',
  note: 'the server module, as the site serves it. fetched: with what unpacks it, which is in a script.',
  measure: () => {
    const packed = readFileSync(join(root, 'engine/dist/nats-server.wasm.br'));
    const unpacker = statSync(join(root, 'engine/dist/unpacker.wasm.deflate')).size;
    const fetched = packed.length + unpacker;
    const unit = 'bytes';
    return Promise.resolve([
      { name: 'module.raw', value: brotliDecompressSync(packed).length, unit },
      { name: 'module.packed', value: packed.length, unit },
      { name: 'module.fetched', value: fetched, unit, bar: { of: 'value', most: 4_500_000 } },
    ]);
  },
};

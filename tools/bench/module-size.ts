import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gunzipSync } from 'node:zlib';
import { root } from '../lib/paths.mjs';
import type { Group } from './figures.ts';

const quality = 9;

/**
 * The size of the server module: as a reader downloads it, and as a host that compresses better would
 * send it.
 */
export const moduleSize: Group = {
  name: 'module',
  note: `the server module; gzip is the file that the site serves, brotli is at quality ${quality}.`,
  measure: (say) => {
    say('compressing');
    const gzip = readFileSync(join(root, 'engine/dist/nats-server.wasm.gz'));
    const raw = gunzipSync(gzip);
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
    };
    const brotli = brotliCompressSync(raw, { params });
    const unit = 'bytes';
    return Promise.resolve([
      { name: 'module.raw', value: raw.length, unit },
      { name: 'module.gzip', value: gzip.length, unit, bar: { of: 'value', most: 7_000_000 } },
      { name: 'module.brotli', value: brotli.length, unit },
    ]);
  },
};

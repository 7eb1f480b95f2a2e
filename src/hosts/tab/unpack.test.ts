import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { initSync } from 'brotli-dec-wasm/web';
import { expect, test } from 'vitest';
import { unpacked, unpackingWith } from './unpack.ts';

const unpacker = fileURLToPath(import.meta.resolve('brotli-dec-wasm/web/bg.wasm'));
const decoder = readFile(unpacker).then((module) => initSync({ module }));

/** As the module begins; of its three megabytes two do not pack. */
const file = Buffer.concat([Buffer.from('\0asm'), randomBytes(2e6), Buffer.alloc(1e6, 'nats')]);
const packed = brotliCompressSync(file, {
  params: { [constants.BROTLI_PARAM_LGWIN]: 22 },
});

/** Sends bytes as a line brings them, and answers what comes out. */
async function through(bytes: Uint8Array, piece = 65_536): Promise<Buffer> {
  let at = 0;
  const arriving = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(new Uint8Array(bytes.subarray(at, (at += piece))));
    },
  });
  const parts: Uint8Array[] = [];
  const readable = await unpacked(arriving, unpackingWith(decoder));
  await readable.pipeTo(new WritableStream({ write: (part) => void parts.push(part) }));
  return Buffer.concat(parts);
}

test.each([1000, 65_536, packed.length])('unpacks it, in pieces of %i bytes', async (piece) => {
  expect((await through(packed, piece)).equals(file)).toBe(true);
});

test('unpacks what has come before the rest is here', async () => {
  const { readable, writable } = unpackingWith(decoder);
  const writer = writable.getWriter();
  void writer.write(new Uint8Array(packed.subarray(0, 1_000_000)));
  const { value } = await readable.getReader().read();
  expect(value!.length).toBeGreaterThan(0);
  expect(file.subarray(0, value!.length).equals(value!)).toBe(true);
});

test('passes on what the browser has unpacked for the host that sent it', async () => {
  expect((await through(file)).equals(file)).toBe(true);
});

test('says so where it ends early', async () => {
  await expect(through(packed.subarray(0, 1_000_000))).rejects.toThrow('it ends early');
});

test('refuses what is something else', async () => {
  await expect(through(Buffer.from('not packed at all'))).rejects.toThrow(/decompress failed/);
});

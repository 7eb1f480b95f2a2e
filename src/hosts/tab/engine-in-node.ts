import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import '../../../engine/dist/wasm_exec.js';
import { runEngine, type Engine, type EngineEvents } from './engine.ts';
import { createFs } from './fs.ts';
import { MemoryFs } from './memory-fs.ts';

const built = new URL('../../../engine/dist/nats-server.wasm.br', import.meta.url);

/** Unpacks and compiles the module on threads of Node, beside what this one does. */
export async function moduleInNode(file: URL | string = built): Promise<WebAssembly.Module> {
  const packed = await readFile(file);
  // Unpacked in one piece, of 29 MB now, it waits for a thread once, not some two thousand times.
  return WebAssembly.compile(await promisify(brotliDecompress)(packed, { chunkSize: 1 << 25 }));
}

/** The engine in this Node process, once: Go's start-up leaves its marks on globalThis. */
export async function engineInNode(
  events: Partial<EngineEvents> = {},
  files = new MemoryFs(),
  module = moduleInNode(),
): Promise<Engine> {
  Object.assign(globalThis, { fs: createFs(files, (text) => process.stdout.write(text)) });
  return runEngine(await module, {
    log: () => {},
    ended: () => {},
    engineEnded: (end) => {
      throw end;
    },
    ...events,
  });
}

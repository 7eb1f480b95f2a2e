import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import '../../../engine/dist/wasm_exec.js';
import { runEngine, type Engine, type EngineEvents } from './engine.ts';
import { createFs } from './fs.ts';
import { MemoryFs } from './memory-fs.ts';

const file = new URL('../../../engine/dist/nats-server.wasm.gz', import.meta.url);

/** The engine in this Node process, once: for tests of what needs no browser. */
export async function engineInNode(
  events: Partial<EngineEvents> = {},
  files = new MemoryFs(),
): Promise<Engine> {
  Object.assign(globalThis, { fs: createFs(files, (text) => process.stdout.write(text)) });
  const module = await WebAssembly.compile(gunzipSync(readFileSync(file)));
  return runEngine(module, {
    log: () => {},
    ended: () => {},
    engineEnded: (end) => {
      throw end;
    },
    ...events,
  });
}

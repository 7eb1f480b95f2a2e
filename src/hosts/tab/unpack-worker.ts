// Unpacks and compiles the server module beside the page, and ends: its memory is then free again.
import init from 'brotli-dec-wasm/web';
import { errorText } from '../../lab/error-text.ts';
import type { Compiled } from './tab-protocol.ts';
import { isMemoryShort } from './memory-short.ts';
import { unpacking } from './unpack.ts';

// The worker scope, typed as the part of the DOM's `Worker` that posts and listens.
const scope = self as unknown as Worker;

/** A part of this script on the site: see docusaurus.config.ts. */
const unpacker = new URL('../../../engine/dist/unpacker.wasm.deflate', import.meta.url);

async function load(): Promise<void> {
  const { body } = await fetch(unpacker);
  const wasm = new Response(body!.pipeThrough(new DecompressionStream('deflate')));
  await init({ module_or_path: await wasm.arrayBuffer() });
}

const arriving = new ReadableStream<Uint8Array<ArrayBuffer>>({
  start(controller) {
    scope.addEventListener('message', ({ data }: MessageEvent<Uint8Array<ArrayBuffer> | null>) => {
      if (data) controller.enqueue(data);
      else controller.close();
    });
  },
});

async function compile(): Promise<Compiled> {
  const unpacked = arriving.pipeThrough(unpacking(load())).getReader();
  let broken: { error: unknown } | undefined;
  const wasm = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const { done, value } = await unpacked.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        broken = { error };
        controller.error(error);
      }
    },
  });
  const headers = { 'content-type': 'application/wasm' };
  try {
    const module = await WebAssembly.compileStreaming(new Response(wasm, { headers }));
    return { type: 'compiled', module };
  } catch (error) {
    // The compiler's own words for bytes that could not be unpacked say nothing of that.
    const cause = broken ? broken.error : error;
    return isMemoryShort(cause)
      ? { type: 'memory-short' }
      : { type: 'broken', reason: errorText(cause) };
  }
}

void compile().then((outcome) => scope.postMessage(outcome));

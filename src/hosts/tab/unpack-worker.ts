// Unpacks the server module beside the page, to compile it, or to have the browser keep it so. Then it ends: its memory is
// free again.
import init from 'brotli-dec-wasm/web';
import { errorText } from '../../lab/error-text.ts';
import type { Compiled, ToUnpacker } from './tab-protocol.ts';
import { keepUnpacked, readPacked } from './kept-module.ts';
import { moduleUrl } from './module-url.ts';
import { isMemoryShort } from './memory-short.ts';
import { ownUnpacking, unpacked, unpackingWith } from './unpack.ts';

type Bytes = Uint8Array<ArrayBuffer>;

// The worker scope, typed as the part of the DOM's `Worker` that posts and listens.
const scope = self as unknown as Worker;

/** A part of this script on the site: see docusaurus.config.ts. */
const unpacker = new URL('../../../engine/dist/unpacker.wasm.deflate', import.meta.url);

let loading: Promise<void> | undefined;

/** Firefox unpacks it by itself. */
const unpacking = () => ownUnpacking() ?? unpackingWith((loading ??= loadUnpacker()));

async function loadUnpacker(): Promise<void> {
  const { body } = await fetch(unpacker);
  const wasm = new Response(body!.pipeThrough(new DecompressionStream('deflate')));
  await init({ module_or_path: await wasm.arrayBuffer() });
}

const arriving = new ReadableStream<Bytes>({
  start(controller) {
    scope.addEventListener('message', ({ data }: MessageEvent<ToUnpacker>) => {
      if (data === 'keep') void keep().finally(() => self.close());
      else if (data) controller.enqueue(data);
      else controller.close();
    });
  },
});

async function compile(): Promise<Compiled> {
  const reader = (await unpacked(arriving, unpacking())).getReader();
  let broken: { error: unknown } | undefined;
  const wasm = new ReadableStream<Bytes>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        controller.enqueue(value);
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

/** How large the parts are in which it is kept, in bytes: so much more memory it takes. */
const part = 1 << 22;

/** How many packed bytes are unpacked at a time for that. */
const piece = 1 << 16;

/** Has the browser keep unpacked what it keeps packed. */
async function keep(): Promise<void> {
  const packed = await readPacked(moduleUrl);
  if (packed) await keepUnpacked(moduleUrl, partsOf(inPieces(packed)));
}

/** Gives bytes piece by piece, each once the one before has been taken. */
function inPieces(bytes: Bytes): ReadableStream<Bytes> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at < bytes.length) controller.enqueue(bytes.subarray(at, (at += piece)));
      else controller.close();
    },
  });
}

async function* partsOf(packed: ReadableStream<Bytes>): AsyncGenerator<Blob> {
  const reader = (await unpacked(packed, unpacking())).getReader();
  let chunks: Bytes[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value);
    size += next.value.length;
    if (size < part) continue;
    yield new Blob(chunks);
    chunks = [];
    size = 0;
  }
  yield new Blob(chunks);
}

void compile().then((outcome) => scope.postMessage(outcome));

import { errorText } from '../../lab/error-text.ts';
import type { HostProgress } from '../../lab/network/host.ts';
import { Changed, Download } from './download.ts';

const url = new URL('../../../engine/dist/nats-server.wasm.gz', import.meta.url);

/** Kept while the page is, so that a fetch goes on where an earlier one broke or was cancelled. */
let download: Download | undefined;
/** The compiled module: a second start neither fetches nor compiles. */
let kept: WebAssembly.Module | undefined;

/**
 * Answers the server module, which is fetched once, and compiled while it arrives.
 * @throws Error that names the cause: the network, the site, or the compiler
 */
export async function fetchModule(
  onProgress: (progress: HostProgress) => void,
  signal: AbortSignal,
): Promise<WebAssembly.Module> {
  if (kept) return kept;
  const from = (download ??= new Download(url));
  const attempt = () => compile(from, onProgress, signal);
  kept = await attempt().catch((error: unknown) => {
    if (!(error instanceof Changed)) throw error;
    from.forget();
    return attempt();
  });
  download = undefined;
  return kept;
}

/**
 * Compiles the module while it arrives. It is unpacked here and not by the browser, so that any static host will do.
 * Measured: a browser's cache of compiled code, which needs a response that the browser unpacked itself, was no faster.
 */
async function compile(
  from: Download,
  onProgress: (progress: HostProgress) => void,
  signal: AbortSignal,
): Promise<WebAssembly.Module> {
  const bytes = from.bytes(signal, (arrived) => onProgress({ type: 'downloading', ...arrived }));
  let broken: { error: unknown } | undefined;
  const wasm = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      try {
        const next = await bytes.next();
        if (!next.done) return controller.enqueue(next.value);
        // Most of it has been compiled while it arrived.
        onProgress({ type: 'compiling' });
        controller.close();
      } catch (error) {
        broken = { error };
        controller.error(error);
      }
    },
  }).pipeThrough(new DecompressionStream('gzip'));
  const headers = { 'content-type': 'application/wasm' };
  try {
    return await WebAssembly.compileStreaming(new Response(wasm, { headers }));
  } catch (error) {
    // The compiler's own words for a line that broke say nothing of the line.
    if (broken) throw broken.error;
    from.forget();
    throw new Error(`nats-server could not be compiled: ${errorText(error)}`, { cause: error });
  }
}

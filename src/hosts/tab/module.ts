import type { HostProgress } from '../../lab/network/host.ts';

const url = new URL('../../../engine/dist/nats-server.wasm.gz', import.meta.url);

/**
 * Fetches and compiles the server module while it arrives. It is unpacked here and not by the browser,
 * so that any static host will do. Measured: a browser's cache of compiled code, which needs a response
 * that the browser unpacked itself, was no faster.
 * @throws Error that names the cause: the network, the site, or the compiler
 */
export async function fetchModule(
  onProgress: (progress: HostProgress) => void,
): Promise<WebAssembly.Module> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw new Error('The server module could not be fetched. Check the connection.', { cause });
  });
  if (!response.ok || !response.body) {
    throw new Error(
      `The server module could not be fetched: the site answered ${response.status}.`,
    );
  }
  const total = Number(response.headers.get('content-length')) || undefined;
  const wasm = response.body
    .pipeThrough(counted(total, onProgress))
    .pipeThrough(new DecompressionStream('gzip'));
  const headers = { 'content-type': 'application/wasm' };
  return WebAssembly.compileStreaming(new Response(wasm, { headers }));
}

function counted(
  total: number | undefined,
  onProgress: (progress: HostProgress) => void,
): TransformStream<Uint8Array<ArrayBuffer>> {
  let received = 0;
  return new TransformStream({
    transform(chunk, controller) {
      received += chunk.length;
      onProgress({ type: 'downloading', received, total });
      controller.enqueue(chunk);
    },
    // Most of it has been compiled while it arrived.
    flush: () => onProgress({ type: 'compiling' }),
  });
}

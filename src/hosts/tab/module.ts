import type { HostProgress } from '../../lab/network/host.ts';
import { whyNotLoaded, whyWords } from '../../loading/why-not.ts';
import { Changed, Download, unfetched } from './download.ts';
import { forgetModule, keepModule, readKeptModule } from './kept-module.ts';
import { MemoryShort } from './memory-short.ts';
import { moduleUrl } from './module-url.ts';
import type { Compiled } from './tab-protocol.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type OnProgress = (progress: HostProgress) => void;

/** Kept while the page is, so that a fetch goes on where an earlier one broke or was cancelled. */
let download: Download | undefined;
/** The compiled module: a second start neither fetches nor compiles. */
let compiled: WebAssembly.Module | undefined;
/** The module on its way, for all who wait for it. */
let coming: Coming | undefined;

interface Coming {
  module: Promise<WebAssembly.Module>;
  /** Those who have asked for it, but not who has it fetched ahead. */
  told: Set<OnProgress>;
  last: HostProgress | undefined;
  stop: AbortController;
}

/**
 * Answers the server module, which the browser keeps or is fetched once, and compiled while it arrives.
 * @throws Error that names the cause: the network, the site, or the compiler
 */
export async function fetchModule(
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<WebAssembly.Module> {
  if (compiled) return compiled;
  const joins = coming !== undefined;
  const one = (coming ??= begin());
  try {
    return await comes(one, onProgress, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!joins) throw error;
    // An earlier attempt, of whose end nobody may have been told.
    await one.module.catch(() => {});
    return fetchModule(onProgress, signal);
  }
}

/** Has the module fetched and compiled for whoever asks for it next. Answers whether it is here. */
export async function fetchModuleAhead(): Promise<boolean> {
  if (!compiled) await (coming ??= begin()).module.catch(() => {});
  return compiled !== undefined;
}

/** Waits for the module that is on its way. Where all have left who have asked for it, it is no longer fetched. */
async function comes(
  { module, told, last, stop }: Coming,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<WebAssembly.Module> {
  signal.throwIfAborted();
  told.add(onProgress);
  if (last) onProgress(last);
  const left = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  try {
    return await Promise.race([module, left]);
  } finally {
    told.delete(onProgress);
    if (signal.aborted && told.size === 0) stop.abort(signal.reason);
  }
}

function begin(): Coming {
  const stop = new AbortController();
  const told: Coming['told'] = new Set();
  const tell: OnProgress = (progress) => {
    one.last = progress;
    for (const each of told) each(progress);
  };
  const module = Promise.resolve()
    .then(() => bring(tell, stop.signal))
    .finally(() => {
      if (coming === one) coming = undefined;
    });
  module.catch(() => {});
  const one: Coming = { module, told, last: undefined, stop };
  return one;
}

/** Compiles the module that the browser keeps; where it keeps none, or a damaged one, that of the site. */
async function bring(tell: OnProgress, signal: AbortSignal): Promise<WebAssembly.Module> {
  const kept = await readKeptModule(moduleUrl);
  signal.throwIfAborted();
  if (kept) {
    try {
      compiled = await compile(inPieces(kept), tell);
      return compiled;
    } catch (error) {
      if (!(error instanceof NoModule)) throw error;
      await forgetModule(moduleUrl);
    }
  }
  const from = (download ??= new Download(moduleUrl));
  const attempt = () =>
    compile(
      from.bytes(signal, (arrived) => tell({ type: 'downloading', ...arrived })),
      tell,
    );
  try {
    compiled = await attempt().catch((error: unknown) => {
      if (!(error instanceof Changed)) throw error;
      from.forget();
      return attempt();
    });
  } catch (error) {
    // Bytes that have all come and are no module are of no use to the next attempt.
    if (error instanceof NoModule) from.forget();
    throw error;
  }
  download = undefined;
  void keepModule(moduleUrl, from.whole());
  return compiled;
}

/** Bytes came, and they are no module that this browser compiles. */
class NoModule extends Error {}

/** How many bytes are given to the compiler at a time. */
const piece = 1 << 18;

async function* inPieces(bytes: Bytes): AsyncGenerator<Bytes> {
  for (let from = 0; from < bytes.length; from += piece) yield bytes.subarray(from, from + piece);
}

/**
 * Compiles the module while it arrives. It is unpacked here and not by the browser, so that any static host will do, and
 * in a worker: a page would stutter, and keep for good the memory that unpacking takes.
 * Measured: a browser's cache of compiled code, which needs a response that the browser unpacked itself, was no faster.
 * @throws what `bytes` throws, NoModule, MemoryShort, or an Error that says why the worker did not come
 */
async function compile(
  bytes: AsyncGenerator<Bytes>,
  tell: OnProgress,
): Promise<WebAssembly.Module> {
  const worker = new Worker(new URL('./unpack-worker.ts', import.meta.url), {
    name: 'unpack-nats-server',
    // As that of the servers.
    type: 'module',
  });
  const outcome = outcomeOf(worker);
  const feed = async () => {
    for await (const chunk of bytes) worker.postMessage(chunk);
    worker.postMessage(null);
    // Most of it has been compiled while it arrived.
    tell({ type: 'compiling' });
    return outcome;
  };
  try {
    // A worker that cannot go on needs no more bytes.
    return await Promise.race([feed(), outcome]);
  } finally {
    void bytes.return(undefined);
    worker.terminate();
  }
}

async function outcomeOf(worker: Worker): Promise<WebAssembly.Module> {
  const outcome = await new Promise<Compiled | undefined>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Compiled>) => resolve(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      // Without words it is the worker's code that did not arrive.
      if (event.message) reject(new Error(event.message));
      else resolve(undefined);
    });
  });
  if (outcome?.type === 'compiled') return outcome.module;
  if (outcome?.type === 'memory-short')
    throw new MemoryShort(
      'This browser has too little memory free to unpack nats-server.',
      'module',
    );
  if (outcome) throw new NoModule(`nats-server could not be compiled: ${outcome.reason}`);
  throw new Error(`${unfetched}${whyWords[await whyNotLoaded()]}`);
}

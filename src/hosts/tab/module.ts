import type { HostProgress } from '../../lab/network/host.ts';
import { Changed, Download, type FilePart } from './download.ts';
import {
  forgetBegun,
  forgetModule,
  forgetUnpacked,
  keepBegun,
  keepModule,
  readKept,
} from './kept-module.ts';
import { moduleUrl } from './module-url.ts';
import { keepUnpackedLater, NoModule, Unpacker } from './unpacker.ts';

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

/** Brings the module that the browser keeps; where it keeps none, or a damaged one, that of the site. */
async function bring(tell: OnProgress, signal: AbortSignal): Promise<WebAssembly.Module> {
  // Its script comes while the browser looks for what it keeps.
  const ahead = [new Unpacker()];
  const unpacker = () => ahead.pop() ?? new Unpacker();
  try {
    const { module, begun = [] } = await fromKept(unpacker, tell, signal);
    return (compiled = module ?? (await fromSite(begun, unpacker, tell, signal)));
  } finally {
    ahead.pop()?.close();
  }
}

/**
 * Answers the module that the browser keeps. Where it keeps none, or a damaged one, which it then forgets, it may have what
 * came of it before a page was left.
 */
async function fromKept(
  unpacker: () => Unpacker,
  tell: OnProgress,
  signal: AbortSignal,
): Promise<{ module?: WebAssembly.Module; begun?: FilePart[] }> {
  let kept = await readKept(moduleUrl);
  signal.throwIfAborted();
  if (kept.unpacked) {
    tell({ type: 'compiling' });
    const module = await compileUnpacked(kept.unpacked);
    signal.throwIfAborted();
    if (module) return { module };
    await forgetUnpacked(moduleUrl);
    kept = await readKept(moduleUrl);
    signal.throwIfAborted();
  }
  const { packed, begun } = kept;
  if (!packed) return begun ? { begun } : {};
  try {
    const module = await unpacker().compile(inOne(packed), () => tell({ type: 'compiling' }));
    keepUnpackedLater();
    return { module };
  } catch (error) {
    if (!(error instanceof NoModule)) throw error;
    await forgetModule(moduleUrl);
    return {};
  }
}

/** Fetches the module, or what is left of it. */
async function fromSite(
  begun: readonly FilePart[],
  unpacker: () => Unpacker,
  tell: OnProgress,
  signal: AbortSignal,
): Promise<WebAssembly.Module> {
  const from = (download ??= new Download(moduleUrl, begun, (part) => keepBegun(moduleUrl, part)));
  const forget = () => {
    from.forget();
    return forgetBegun(moduleUrl);
  };
  const attempt = async () => {
    const line = new AbortController();
    try {
      return await unpacker().compile(
        from.bytes(AbortSignal.any([signal, line.signal]), (arrived) =>
          tell({ type: 'downloading', ...arrived }),
        ),
        () => tell({ type: 'compiling' }),
      );
    } finally {
      // What does not compile needs no more bytes.
      line.abort();
    }
  };
  const goesOn = from.hasBegun;
  try {
    const module = await attempt().catch(async (error: unknown) => {
      // What came earlier may be damaged.
      if (!(error instanceof Changed) && !(goesOn && error instanceof NoModule)) throw error;
      await forget();
      return attempt();
    });
    download = undefined;
    void keepModule(moduleUrl, from.whole());
    keepUnpackedLater();
    return module;
  } catch (error) {
    // Bytes that have all come and are no module are of no use to the next attempt.
    if (error instanceof NoModule) await forget();
    throw error;
  }
}

async function* inOne(bytes: Bytes): AsyncGenerator<Bytes> {
  yield bytes;
}

/** Compiles what was unpacked on an earlier visit. Answers undefined where it can no longer be read, or is no module. */
async function compileUnpacked(
  unpacked: Blob | ReadableStream,
): Promise<WebAssembly.Module | undefined> {
  const headers = { 'content-type': 'application/wasm' };
  try {
    return await WebAssembly.compileStreaming(new Response(unpacked, { headers }));
  } catch {
    return undefined;
  }
}

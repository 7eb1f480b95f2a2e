import { whyNotLoaded, whyWords } from '../../loading/why-not.ts';
import { unfetched } from './download.ts';
import { MemoryShort } from './memory-short.ts';
import type { Compiled, ToUnpacker } from './tab-protocol.ts';

/** How many bytes are given to the worker at a time. */
const piece = 1 << 18;

/** Bytes came, and they are no module that this browser compiles. */
export class NoModule extends Error {}

/**
 * Unpacks and compiles the module, once. It is unpacked here and not by the browser, so that any static host will do, and
 * in a worker: a page would stutter, and keep for good the memory that unpacking takes.
 * Measured: a browser's cache of compiled code, which needs a response that the browser unpacked itself, was no faster.
 */
export class Unpacker {
  readonly #worker = newWorker();
  readonly #outcome = outcomeOf(this.#worker);

  constructor() {
    // Whoever has it compile is told.
    this.#outcome.catch(() => {});
  }

  /**
   * Compiles the module while it arrives.
   * @param onWhole called once all bytes are here: most of them have been compiled while they arrived
   * @throws what `packed` throws, NoModule, MemoryShort, or an Error that says why the worker did not come
   */
  async compile(
    packed: AsyncGenerator<Uint8Array<ArrayBuffer>>,
    onWhole: () => void,
  ): Promise<WebAssembly.Module> {
    const feed = async () => {
      // In pieces, so that one is compiled while the next is unpacked: some browsers give a whole file in one chunk.
      for await (const chunk of packed)
        for (let from = 0; from < chunk.length; from += piece) {
          const part = chunk.slice(from, from + piece);
          this.#worker.postMessage(part, [part.buffer]);
        }
      this.#worker.postMessage(null);
      onWhole();
      return this.#outcome;
    };
    try {
      // A worker that cannot go on needs no more bytes.
      return await Promise.race([feed(), this.#outcome]);
    } finally {
      void packed.return(undefined);
      this.close();
    }
  }

  close(): void {
    this.#worker.terminate();
  }
}

const newWorker = (): Worker =>
  new Worker(new URL('./unpack-worker.ts', import.meta.url), {
    name: 'unpack-nats-server',
    // As that of the servers.
    type: 'module',
  });

/** How long servers are left to start before something is done that can wait, in milliseconds. */
const startTime = 4000;

/** The memory of a device, in GiB, up to which none of it is spent on the next visit. */
const little = 4;

/** Whether this browser is to keep the module unpacked too. Those that do not tell the memory of their device are. */
export const isKeptUnpacked = (): boolean =>
  ((navigator as { deviceMemory?: number }).deviceMemory ?? Infinity) > little;

/**
 * Has the browser keep the module unpacked for the next visit, once servers have started. It is unpacked once more for
 * that: to hold it over the start would take memory when most of it is needed.
 */
export function keepUnpackedLater(): void {
  if (!isKeptUnpacked()) return;
  setTimeout(() => {
    const worker = newWorker();
    // A page that has lost its site goes on without.
    worker.addEventListener('error', (event) => event.preventDefault());
    worker.postMessage('keep' satisfies ToUnpacker);
  }, startTime);
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

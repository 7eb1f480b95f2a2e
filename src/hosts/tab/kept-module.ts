import type { FilePart } from './download.ts';
import { begunKey, done, keptModules, openKept, partKey, partsOf } from './kept-modules.ts';

/**
 * The server module, kept by the browser: packed, as it came, and unpacked, which a later visit compiles at once. So that
 * visit fetches no byte of it, whatever the site's host says of caching, and also on a page that is no secure context. A
 * browser that keeps nothing is no error.
 */

/** A name that changes with the content, such as `nats-server.wasm.1d2f8283.br`. Another says nothing of the bytes. */
const hashed = /\.wasm[.-][\w-]{8}\.\w+$/;

/** How long a browser may take to open what it keeps, in milliseconds, before it is done without. */
const patience = 3000;

/** A part of a module unpacked. A private window of WebKit keeps no Blob. */
type Part = Blob | ArrayBuffer;

/** What a browser keeps of a module. */
interface Kept {
  /** Compiled at once, where it is there. */
  unpacked?: Blob | ReadableStream;
  packed?: Uint8Array<ArrayBuffer>;
  /** What has come of it, where a page was left while it came. */
  begun?: FilePart[];
}

/** Where it keeps how many parts of a module there are unpacked, and under which key it keeps them. */
const unpackedKey = (url: URL): string => `${url.href}#unpacked`;

/** Answers what the browser keeps of the module of that address: unpacked, else packed, else what has come of it. */
export const readKept = (url: URL): Promise<Kept> =>
  within<Kept>(
    url,
    'readonly',
    async (modules) => {
      const count: unknown = await done(modules.get(unpackedKey(url)));
      if (typeof count === 'number') {
        const parts = (await done(modules.getAll(partsOf(unpackedKey(url))))) as Part[];
        if (parts.length === count) return { unpacked: bodyOf(parts) };
      }
      const packed = await packedOf(modules, url);
      if (packed) return { packed };
      const begun = (await done(modules.getAll(partsOf(begunKey(url))))) as FilePart[];
      return begun.length > 0 ? { begun } : {};
    },
    {},
  );

/** Answers the packed bytes of the module of that address, if the browser keeps them. */
export const readPacked = (url: URL): Promise<Uint8Array<ArrayBuffer> | undefined> =>
  within(url, 'readonly', (modules) => packedOf(modules, url), undefined);

async function packedOf(
  modules: IDBObjectStore,
  url: URL,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const packed: unknown = await done(modules.get(url.href));
  return packed instanceof Uint8Array ? (packed as Uint8Array<ArrayBuffer>) : undefined;
}

/** Keeps the packed bytes of a module in place of those that the site had before. Answers whether they are kept. */
export const keepModule = (url: URL, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> =>
  within(
    url,
    'readwrite',
    async (modules) => {
      const folder = new URL('.', url).href;
      for (const key of await done(modules.getAllKeys()))
        if (typeof key === 'string' && key.startsWith(folder) && !key.startsWith(unpackedKey(url)))
          modules.delete(key);
      await done(modules.put(bytes, url.href));
      return true;
    },
    false,
  );

/**
 * Keeps a part of a module that is on its way, and answers whether it is kept. It goes when the whole is kept. Of two pages
 * that keep the same part, that which has more of it counts.
 */
export const keepBegun = (url: URL, part: FilePart): Promise<boolean> =>
  within(
    url,
    'readwrite',
    async (modules) => {
      const key = partKey(begunKey(url), part.from);
      const had = (await done(modules.get(key))) as FilePart | undefined;
      const hasMore = had?.validator === part.validator && had.bytes.length >= part.bytes.length;
      if (!hasMore && (await done(modules.count(url.href))) === 0)
        await done(modules.put(part, key));
      return true;
    },
    false,
  );

/** Removes what has come of a module. */
export const forgetBegun = (url: URL): Promise<void> =>
  within(url, 'readwrite', (modules) => done(modules.delete(partsOf(begunKey(url)))), undefined);

/** Removes what the browser keeps under that address. */
export const forgetModule = (url: URL): Promise<void> =>
  within(url, 'readwrite', (modules) => done(modules.delete(url.href)), undefined);

/** Keeps a module unpacked beside its packed bytes, part by part: it is there once all of them are. */
export async function keepUnpacked(url: URL, parts: AsyncIterable<Blob>): Promise<void> {
  const keep = (key: string, value: unknown) =>
    within(url, 'readwrite', (modules) => done(modules.put(value, key)), undefined);
  let count = 0;
  for await (const part of parts) {
    const key = partKey(unpackedKey(url), count++);
    const kept = (await keep(key, part)) ?? (await keep(key, await part.arrayBuffer()));
    if (kept === undefined) return;
  }
  await keep(unpackedKey(url), count);
}

/** Removes what the browser keeps unpacked of that address. */
export const forgetUnpacked = (url: URL): Promise<void> =>
  within(
    url,
    'readwrite',
    async (modules) => {
      await done(modules.delete(unpackedKey(url)));
      await done(modules.delete(partsOf(unpackedKey(url))));
    },
    undefined,
  );

/** What a response can be made of. A browser that keeps Blobs reads them itself; to make one of bytes takes WebKit 200 ms. */
function bodyOf(parts: readonly Part[]): Blob | ReadableStream {
  const blobs = parts.filter((part) => part instanceof Blob);
  if (blobs.length === parts.length) return new Blob(blobs);
  const left = [...parts];
  return new ReadableStream({
    async pull(controller) {
      const part = left.shift();
      if (!part) return controller.close();
      controller.enqueue(new Uint8Array(part instanceof Blob ? await part.arrayBuffer() : part));
    },
  });
}

/** Does something with what is kept, and answers `otherwise` where that cannot be done. */
async function within<T>(
  url: URL,
  mode: IDBTransactionMode,
  act: (modules: IDBObjectStore) => Promise<T>,
  otherwise: T,
): Promise<T> {
  if (!hashed.test(url.pathname)) return otherwise;
  try {
    const db = await openInTime();
    try {
      const transaction = db.transaction(keptModules, mode);
      const complete = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error ?? new Error('it was undone'));
      });
      const acted = act(transaction.objectStore(keptModules)).catch((error: unknown) => {
        // All of it, or nothing; a request that fails has undone it already.
        if (!transaction.error) transaction.abort();
        throw error;
      });
      return (await Promise.all([acted, complete]))[0];
    } finally {
      db.close();
    }
  } catch {
    return otherwise;
  }
}

/** Opens what is kept. What opens too late, as while another page removes it, is closed when it does. */
async function openInTime(): Promise<IDBDatabase> {
  const opening = openKept();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('it does not open'));
      opening.then((db) => db.close()).catch(() => {});
    }, patience);
  });
  return Promise.race([opening, late]).finally(() => clearTimeout(timer));
}

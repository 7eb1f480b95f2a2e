import { done, keptModules, openKept } from './kept-modules.ts';

/**
 * The packed server module, kept by the browser: a later visit fetches no byte of it, whatever the site's host says of
 * caching, and also on a page that is no secure context. A browser that keeps nothing is no error.
 */

/** A name that changes with the content, such as `nats-server.wasm.1d2f8283.br`. Another says nothing of the bytes. */
const hashed = /\.wasm[.-][\w-]{8}\.\w+$/;

/** How long a browser may take to open what it keeps, in milliseconds, before it is done without. */
const patience = 3000;

/** Answers the packed bytes of the module of that address, if the browser keeps them. */
export const readKeptModule = (url: URL): Promise<Uint8Array<ArrayBuffer> | undefined> =>
  within(
    url,
    'readonly',
    async (modules) => {
      const kept: unknown = await done(modules.get(url.href));
      return kept instanceof Uint8Array ? (kept as Uint8Array<ArrayBuffer>) : undefined;
    },
    undefined,
  );

/** Keeps the packed bytes of a module in place of those that the site had before. Answers whether they are kept. */
export const keepModule = (url: URL, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> =>
  within(
    url,
    'readwrite',
    async (modules) => {
      const folder = new URL('.', url).href;
      for (const key of await done(modules.getAllKeys()))
        if (typeof key === 'string' && key.startsWith(folder)) modules.delete(key);
      await done(modules.put(bytes, url.href));
      return true;
    },
    false,
  );

/** Removes what the browser keeps under that address. */
export const forgetModule = (url: URL): Promise<void> =>
  within(url, 'readwrite', (modules) => done(modules.delete(url.href)), undefined);

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

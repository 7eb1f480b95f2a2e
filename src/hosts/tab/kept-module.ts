/**
 * The packed server module, kept by the browser: a later visit fetches no byte of it, whatever the site's host says of
 * caching, and also on a page that is no secure context. A browser that keeps nothing is no error.
 */

/** A name that changes with the content, such as `nats-server.wasm.1d2f8283.gz`. Another says nothing of the bytes. */
const hashed = /\.wasm[.-][\w-]{8}\.\w+$/;

/** How long a browser may take to open what it keeps, in milliseconds, before it is done without. */
const patience = 3000;

const table = 'modules';

/** Answers whether the browser keeps the module of that address. */
export const isModuleKept = (url: URL): Promise<boolean> =>
  within(url, 'readonly', async (modules) => (await done(modules.count(url.href))) > 0, false);

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
    const db = await opened();
    try {
      const transaction = db.transaction(table, mode);
      const complete = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error ?? new Error('it was undone'));
      });
      const acted = act(transaction.objectStore(table)).catch((error: unknown) => {
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

/** Opens the database. One that does not open in time, as while another page removes it, is closed when it does. */
function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('leafwise-modules', 1);
    const late = setTimeout(() => {
      reject(new Error('it does not open'));
      opening.onsuccess = () => opening.result.close();
    }, patience);
    opening.onupgradeneeded = () => opening.result.createObjectStore(table);
    done(opening)
      .finally(() => clearTimeout(late))
      .then(resolve, reject);
  });
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the browser does not say why'));
  });

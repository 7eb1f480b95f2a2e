/** The table of packed modules that the browser keeps, by address. */
export const keptModules = 'modules';

/** Answers what a request to the browser's storage does. */
export const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error!);
  });

/** Opens what the browser keeps. */
export async function openKept(): Promise<IDBDatabase> {
  const opening = indexedDB.open('leafwise-modules', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(keptModules);
  return done(opening);
}

/** Answers whether the browser keeps the module of that address. Pages ask at once, so there is little to it. */
export async function isModuleKept(url: URL): Promise<boolean> {
  try {
    const db = await openKept();
    const count = await done(db.transaction(keptModules).objectStore(keptModules).count(url.href));
    db.close();
    return count > 0;
  } catch {
    return false;
  }
}

import type { FilePart } from './download.ts';

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

/** The key of a part of a module, by where it begins: all parts under one key are in their order. */
export const partKey = (key: string, at: number): string => `${key} ${String(at).padStart(9, '0')}`;

/** All parts under one key. */
export const partsOf = (key: string): IDBKeyRange => IDBKeyRange.bound(partKey(key, 0), `${key} ~`);

/** Under which key the parts are of a module that has not come to its end. */
export const begunKey = (url: URL): string => `${url.href}#begun`;

/** How much of a module is here, in bytes. */
export interface ModuleArrived {
  received: number;
  total: number | undefined;
  /** All of it: a start fetches nothing. */
  whole: boolean;
}

/** Answers how much the browser keeps of the module of that address. Pages ask at once, so there is little to it. */
export async function keptOf(url: URL): Promise<ModuleArrived> {
  try {
    const db = await openKept();
    const modules = db.transaction(keptModules).objectStore(keptModules);
    const whole = (await done(modules.count(url.href))) > 0;
    const parts = await done(modules.openCursor(partsOf(begunKey(url)), 'prev'));
    const last = parts?.value as FilePart | undefined;
    db.close();
    return { whole, received: last ? last.from + last.bytes.length : 0, total: last?.total };
  } catch {
    return { whole: false, received: 0, total: undefined };
  }
}

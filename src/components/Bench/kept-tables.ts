import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** What the browser keeps for this page. Anything may have written it. */
export interface Tables extends DBSchema {
  /** Benches, by their ids. */
  benches: { key: IDBValidKey; value: unknown };
  /** What their servers stored: see `storesOf`. */
  stores: { key: IDBValidKey; value: unknown };
}

/** Another page of this site has the tables: a sentence without its end says what to do. */
export class TablesHeld extends Error {
  override name = 'TablesHeld';
}

/**
 * Opens the tables. `onClosed` is told once they are closed, as for a newer page or by the browser.
 * @throws TablesHeld, or what the browser says
 */
export async function openTables(onClosed: () => void): Promise<IDBPDatabase<Tables>> {
  let blocked = () => {};
  const held = new Promise<never>((_, reject) => {
    const why =
      'an older page of this site holds them. Close its other tabs, and load this page again';
    blocked = () => reject(new TablesHeld(why));
  });
  try {
    const opening = openDB<Tables>('leafwise-benches', 2, {
      upgrade: (fresh, before) => {
        if (before < 1) fresh.createObjectStore('benches', { keyPath: 'id' });
        if (before < 2) fresh.createObjectStore('stores');
      },
      blocked: () => blocked(),
      // A newer page of this site in another tab must not wait for this one.
      blocking: () => {
        onClosed();
        void opening.then((db) => db.close());
      },
      terminated: onClosed,
    });
    // One that comes too late must not hold others back.
    held.catch(() => opening.then((db) => db.close())).catch(() => {});
    return await Promise.race([opening, held]);
  } catch (error) {
    onClosed();
    if (error instanceof DOMException && error.name === 'VersionError')
      throw new TablesHeld('a newer page of this site has them now. Load this page again', {
        cause: error,
      });
    throw error;
  }
}

/** The latest moment that a date can be, in milliseconds since the Unix epoch. */
const latest = 8.64e15;
/** Whether a value is a moment that a date can be. */
export const isTime = (given: unknown): given is number =>
  typeof given === 'number' && given >= 0 && given <= latest;

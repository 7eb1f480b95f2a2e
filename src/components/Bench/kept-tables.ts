import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** What the browser keeps for this page. Anything may have written it. */
export interface Tables extends DBSchema {
  /** Benches, by their ids. */
  benches: { key: IDBValidKey; value: unknown };
  /** What their servers stored: see `storesOf`. */
  stores: { key: IDBValidKey; value: unknown };
}

/** Opens the tables. `onClosed` is told once they are closed, as for a newer page or by the browser. */
export async function openTables(onClosed: () => void): Promise<IDBPDatabase<Tables>> {
  try {
    const db = await openDB<Tables>('leafwise-benches', 2, {
      upgrade: (fresh, before) => {
        if (before < 1) fresh.createObjectStore('benches', { keyPath: 'id' });
        if (before < 2) fresh.createObjectStore('stores');
      },
      // A newer page of this site in another tab must not wait for this one.
      blocking: () => {
        onClosed();
        db.close();
      },
      terminated: onClosed,
    });
    return db;
  } catch (error) {
    onClosed();
    if (error instanceof DOMException && error.name === 'VersionError')
      throw new Error('a newer page of this site has the benches now. Load this page again', {
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

import type { IDBPDatabase } from 'idb';
import type { BenchState } from '../../bench/bench.ts';
import { readOwnBench } from '../../bench/read-bench.ts';
import { errorText } from '../../lab/error-text.ts';
import { storesOf, storesShelf, type StoresShelf } from './kept-stores.ts';
import { isTime, openTables, TablesHeld, type Tables } from './kept-tables.ts';
import { forgetUnsaved, takeUnsaved } from './unsaved-bench.ts';

/** A bench as the browser keeps it. */
export interface KeptBench {
  id: string;
  state: BenchState;
  /** When it was last changed, in milliseconds since the Unix epoch; 0 where that is not known. */
  changed: number;
  /** How often it was kept. */
  version: number;
}

/** What is kept under our name and is no bench. */
export interface UnreadKept {
  id: IDBValidKey;
  /** All that is kept. */
  raw: unknown;
  /** A sentence without its subject. */
  why: string;
}

/** What is on a shelf. */
export interface OnShelf {
  /** The one that was changed last comes first. */
  benches: KeptBench[];
  unread: UnreadKept[];
}

/** The benches that the browser keeps, for all of its tabs. */
export interface Shelf {
  /** Whether they are there after the page is closed. */
  lasts: boolean;
  /** Why the benches that the browser keeps are out of reach, if another page has them. */
  held?: string | undefined;
  list: () => Promise<OnShelf>;
  get: (id: string) => Promise<KeptBench | undefined>;
  /**
   * Keeps a bench. Answers whether it did: not where the version before it is another than the one that is kept, since
   * another tab has written it meanwhile.
   * @throws Error where it is not kept, or could not be read again: a sentence without its end
   */
  put: (bench: KeptBench) => Promise<boolean>;
  /** Removes a bench, and what its servers stored. Answers what brings both back, unless there is such a bench again. */
  remove: (id: IDBValidKey) => Promise<() => Promise<void>>;
  /** What servers have stored; undefined where the page may keep nothing. */
  stores?: StoresShelf;
}

/** Opens the shelf. A browser that lets the page keep nothing has one in memory, while the page is open. */
export async function openShelf(): Promise<Shelf> {
  try {
    return await openDatabase();
  } catch (error) {
    return inMemory(error instanceof TablesHeld ? error.message : undefined);
  }
}

async function openDatabase(): Promise<Shelf> {
  let open: Promise<IDBPDatabase<Tables>> | undefined;
  // Once it is closed, as for another page or by the browser, it is opened again when it is needed.
  const closed = () => (open = undefined);
  const database = () => (open ??= openTables(closed));
  await database();
  const shelf = shelfOf(database);
  for (const noted of takeUnsaved()) {
    const bench = readKept(noted ?? {});
    // Another tab may have written it meanwhile, or the page was there long enough to keep it.
    if (!isUnread(bench)) await shelf.put(bench).catch(() => false);
  }
  return shelf;
}

function shelfOf(database: () => Promise<IDBPDatabase<Tables>>): Shelf {
  return {
    lasts: true,
    list: async () => {
      const db = await database();
      const all = (await db.getAll('benches')).map(readKept);
      return {
        benches: newestFirst(all.filter((kept): kept is KeptBench => !isUnread(kept))),
        unread: all.filter(isUnread),
      };
    },
    get: async (id) => {
      const db = await database();
      const kept = await db.get('benches', id);
      const read = kept === undefined ? undefined : readKept(kept);
      return read && !isUnread(read) ? read : undefined;
    },
    put: async (bench) => {
      const db = await database();
      const tx = db.transaction('benches', 'readwrite');
      // What goes wrong is said by the request itself.
      tx.done.catch(() => {});
      const isNext = versionOf(await tx.store.get(bench.id)) === bench.version - 1;
      if (isNext) {
        await tx.store.put(bench);
        const kept = readKept(await tx.store.get(bench.id));
        if (isUnread(kept)) {
          tx.abort();
          throw new Error(`it could not be read again, since ${kept.why}`);
        }
      }
      await tx.done;
      return isNext;
    },
    remove: async (id) => {
      forgetUnsaved(id);
      const tx = (await database()).transaction(['benches', 'stores'], 'readwrite');
      const [benches, stores] = [tx.objectStore('benches'), tx.objectStore('stores')];
      const bench = await benches.get(id);
      const [keys, values] = await Promise.all([
        stores.getAllKeys(storesOf(id)),
        stores.getAll(storesOf(id)),
      ]);
      await Promise.all([benches.delete(id), stores.delete(storesOf(id)), tx.done]);
      return async () => {
        const back = (await database()).transaction(['benches', 'stores'], 'readwrite');
        if (await back.objectStore('benches').count(id)) return back.done;
        const puts = keys.map((key, i) => back.objectStore('stores').put(values[i], key));
        await Promise.all([back.objectStore('benches').put(bench), ...puts, back.done]);
      };
    },
    stores: storesShelf(database),
  };
}

function inMemory(held: string | undefined): Shelf {
  const kept = new Map<string, KeptBench>();
  return {
    lasts: false,
    held,
    list: () => Promise.resolve({ benches: newestFirst([...kept.values()]), unread: [] }),
    get: (id) => Promise.resolve(kept.get(id)),
    put: (bench) => {
      kept.set(bench.id, bench);
      return Promise.resolve(true);
    },
    remove: (id) => {
      const bench = kept.get(id as string);
      kept.delete(id as string);
      return Promise.resolve(() => {
        if (bench) kept.set(bench.id, bench);
        return Promise.resolve();
      });
    },
  };
}

const newestFirst = (benches: KeptBench[]) => benches.sort((a, b) => b.changed - a.changed);

/** Reads what is kept under our name, which anything may have written. */
function readKept(raw: unknown): KeptBench | UnreadKept {
  const { id, state, changed, version } = raw as Record<keyof KeptBench, unknown>;
  try {
    if (typeof id !== 'string') throw new Error('its key is none of a bench');
    return {
      id,
      state: readOwnBench(state),
      changed: isTime(changed) ? changed : 0,
      version: versionOf({ version }),
    };
  } catch (error) {
    return { id: id as IDBValidKey, raw, why: errorText(error) };
  }
}

const isUnread = (kept: KeptBench | UnreadKept): kept is UnreadKept => 'raw' in kept;

/** How often a bench was kept, as far as that is known; `kept` is undefined where it never was. */
function versionOf(kept: unknown): number {
  const version = (kept as { version?: unknown } | undefined)?.version;
  return Number.isSafeInteger(version) && (version as number) > 0 ? (version as number) : 0;
}

import { openDB, type DBSchema } from 'idb';
import type { BenchState } from '../../bench/bench.ts';
import { readBench } from '../../bench/read-bench.ts';

/** A bench as the browser keeps it. */
export interface KeptBench {
  id: string;
  state: BenchState;
  /** When it was last changed, in milliseconds since the Unix epoch. */
  changed: number;
  /** How often it was kept. */
  version: number;
}

/** The benches that the browser keeps, for all of its tabs. */
export interface Shelf {
  /** Whether they are there after the page is closed. */
  lasts: boolean;
  /** The one that was changed last comes first. */
  list: () => Promise<KeptBench[]>;
  get: (id: string) => Promise<KeptBench | undefined>;
  /**
   * Keeps a bench. Answers whether it did: not where the version before it is another than the one that is kept, since
   * another tab has written it meanwhile.
   */
  put: (bench: KeptBench) => Promise<boolean>;
  remove: (id: string) => Promise<void>;
}

interface Tables extends DBSchema {
  benches: { key: string; value: KeptBench };
}

/** Opens the shelf. A browser that lets the page keep nothing has one in memory, while the page is open. */
export async function openShelf(): Promise<Shelf> {
  try {
    return await openDatabase();
  } catch {
    return inMemory();
  }
}

async function openDatabase(): Promise<Shelf> {
  const db = await openDB<Tables>('leafwise-benches', 1, {
    upgrade: (fresh) => void fresh.createObjectStore('benches', { keyPath: 'id' }),
    // A newer page of this site in another tab must not wait for this one.
    blocking: () => db.close(),
  });
  return {
    lasts: true,
    list: async () => newestFirst((await db.getAll('benches')).flatMap(readKept)),
    get: async (id) => readKept(await db.get('benches', id))[0],
    put: async (bench) => {
      const tx = db.transaction('benches', 'readwrite');
      const before = await tx.store.get(bench.id);
      const isNext = (before?.version ?? 0) === bench.version - 1;
      if (isNext) await tx.store.put(bench);
      await tx.done;
      return isNext;
    },
    remove: (id) => db.delete('benches', id),
  };
}

function inMemory(): Shelf {
  const kept = new Map<string, KeptBench>();
  return {
    lasts: false,
    list: () => Promise.resolve(newestFirst([...kept.values()])),
    get: (id) => Promise.resolve(kept.get(id)),
    put: (bench) => {
      kept.set(bench.id, bench);
      return Promise.resolve(true);
    },
    remove: (id) => {
      kept.delete(id);
      return Promise.resolve();
    },
  };
}

const newestFirst = (benches: KeptBench[]) => benches.sort((a, b) => b.changed - a.changed);

/** What is kept under our name, which anything may have written; none if it is no bench. */
function readKept(kept: KeptBench | undefined): KeptBench[] {
  try {
    return kept ? [{ ...kept, state: readBench(kept.state) }] : [];
  } catch {
    return [];
  }
}

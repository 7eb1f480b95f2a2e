import type { IDBPDatabase } from 'idb';
import { randomToken } from '../../lab/random-token.ts';
import type { Disk, DiskEntry } from '../../lab/network/disks.ts';
import { isTime, type Tables } from './kept-tables.ts';

/** What the servers of a bench stored, as the browser keeps it. */
export interface StoresKept {
  /** When it was taken, in milliseconds since the Unix epoch; 0 as long as nothing was. */
  at: number;
  /** Bytes. */
  size: number;
  /** Another each time. */
  token: string;
}

/** What the browser keeps of what servers stored, by bench. To be kept is a choice: a bench has it or not. */
export interface StoresShelf {
  /** Answers what is kept; undefined where nothing is to be. */
  about: (bench: string) => Promise<StoresKept | undefined>;
  /**
   * Begins to keep what the servers of a bench store, with nothing yet.
   * @throws Error where there is no such bench
   */
  begin: (bench: string) => Promise<void>;
  /** Answers the disks that are kept; those of a bench of which only a part can be read count as none. */
  disks: (bench: string) => Promise<Disk[]>;
  /**
   * Keeps disks, all or none, in the place of those of the same servers; those of others stay. Answers undefined where
   * they are not to be kept any more, and `other` where they lack files of which another writer has kept others.
   * @param token of what is kept, to which the disks add
   * @throws Error where they are not kept, with the reason as a sentence without its end
   */
  keep: (
    bench: string,
    disks: readonly Disk[],
    token: string | undefined,
  ) => Promise<StoresKept | 'other' | undefined>;
  /** Forgets what is kept of a bench, which still has the choice. */
  forget: (bench: string) => Promise<void>;
  /** Forgets it, and the choice. */
  end: (bench: string) => Promise<void>;
}

/** The most that is kept of one bench, in bytes. */
export const mostKept = 100e6;

/** Says that servers have stored more than is kept. */
export const tooMuch = (size: number): string =>
  `the servers store ${(size / 1e6).toFixed(1)} MB, and at most ${mostKept / 1e6} MB are kept`;

/** What is kept beside the bytes of files: the disks without them. */
interface List {
  at: number;
  token: string;
  disks: Disk[];
}

/** All that is kept of a bench: its list at `[bench]`, and each file at `[bench, server, path]`. */
export const storesOf = (bench: IDBValidKey): IDBKeyRange =>
  IDBKeyRange.bound([bench], [bench, []]);

/** The stores on a shelf that lasts. */
export function storesShelf(database: () => Promise<IDBPDatabase<Tables>>): StoresShelf {
  const listOf = async (bench: string) => readList(await (await database()).get('stores', [bench]));
  return {
    about: async (bench) => {
      const list = await listOf(bench);
      return list && aboutOf(list);
    },
    begin: async (bench) => {
      const tx = (await database()).transaction(['benches', 'stores'], 'readwrite');
      if ((await tx.objectStore('benches').count(bench)) === 0)
        throw new Error('this bench is not kept itself');
      const stores = tx.objectStore('stores');
      if (!readList(await stores.get([bench]))) {
        await stores.delete(storesOf(bench));
        await stores.put(emptyList(), [bench]);
      }
      await tx.done;
    },
    disks: async (bench) => {
      const { store } = (await database()).transaction('stores');
      const [keys, values] = await Promise.all([
        store.getAllKeys(storesOf(bench)),
        store.getAll(storesOf(bench)),
      ]);
      const all = new Map(keys.map((key, i) => [JSON.stringify(key), values[i]]));
      const list = readList(all.get(JSON.stringify([bench])));
      return (list && withBytes(bench, list, all)) ?? [];
    },
    keep: async (bench, disks, token) => {
      const tx = (await database()).transaction('stores', 'readwrite');
      // What goes wrong is said by the wait for it.
      tx.done.catch(() => {});
      const { store } = tx;
      const was = readList(await store.get([bench]));
      if (!was) return undefined;
      if (token !== was.token && disks.some(isPart)) return 'other';
      const next = { at: Date.now(), token: randomToken(), disks: joined(was.disks, disks) };
      const { size } = aboutOf(next);
      if (size > mostKept) throw new Error(tooMuch(size));
      await Promise.all([
        ...goneFrom(was.disks, disks).map((key) => store.delete([bench, ...key])),
        ...disks.flatMap(({ server, entries }) =>
          entries.flatMap(({ path, bytes }) =>
            bytes ? store.put(bytes, [bench, server, path]) : [],
          ),
        ),
        store.put(next, [bench]),
        tx.done,
      ]).catch(refuse);
      return aboutOf(next);
    },
    forget: async (bench) => {
      const tx = (await database()).transaction('stores', 'readwrite');
      if (await tx.store.count([bench])) {
        await tx.store.delete(storesOf(bench));
        await tx.store.put(emptyList(), [bench]);
      }
      await tx.done;
    },
    end: async (bench) => (await database()).delete('stores', storesOf(bench)),
  };
}

const emptyList = (): List => ({ at: 0, token: randomToken(), disks: [] });

const sizeOf = ({ entries }: Disk): number => entries.reduce((sum, { size = 0 }) => sum + size, 0);

const aboutOf = ({ at, token, disks }: List): StoresKept => ({
  at,
  token,
  size: disks.reduce((sum, disk) => sum + sizeOf(disk), 0),
});

/** Whether a disk lacks the bytes of files that were kept before. */
const isPart = ({ entries }: Disk): boolean =>
  entries.some(({ size, bytes }) => size !== undefined && !bytes);

/** The list of disks of which some are others now. */
function joined(was: readonly Disk[], now: readonly Disk[]): Disk[] {
  const others = was.filter(({ server }) => !now.some((disk) => disk.server === server));
  const listed = ({ server, entries }: Disk): Disk => ({
    server,
    entries: entries.map(withoutBytes),
  });
  return [...others, ...now.map(listed)];
}

const withoutBytes = (entry: DiskEntry): DiskEntry => {
  const { bytes, ...listed } = entry;
  return bytes ? listed : entry;
};

/** The files that were on disks and are no more: each by its server and its path. */
function goneFrom(was: readonly Disk[], now: readonly Disk[]): [string, string][] {
  return now.flatMap(({ server, entries }) => {
    const files = new Set(entries.flatMap(({ path, size }) => (size === undefined ? [] : path)));
    const before = was.find((disk) => disk.server === server)?.entries ?? [];
    return before.flatMap(({ path, size }): [string, string][] =>
      size === undefined || files.has(path) ? [] : [[server, path]],
    );
  });
}

/** A browser says `QuotaExceededError`, in words of its own or in none. */
function refuse(error: unknown): never {
  if (error instanceof DOMException && error.name === 'QuotaExceededError')
    throw new Error('this browser has no more room for this site', { cause: error });
  throw error;
}

/** The disks with the bytes of their files; undefined where one is missing or another than it was. */
function withBytes(bench: string, { disks }: List, all: Map<string, unknown>): Disk[] | undefined {
  const filled = disks.map(({ server, entries }) => ({
    server,
    entries: entries.map((entry) => {
      const bytes = all.get(JSON.stringify([bench, server, entry.path]));
      return bytes instanceof Uint8Array && bytes.length === entry.size
        ? { ...entry, bytes: bytes as Uint8Array<ArrayBuffer> }
        : entry;
    }),
  }));
  return filled.some(isPart) ? undefined : filled;
}

/** Reads a list, which anything may have written; undefined where it is none. */
function readList(raw: unknown): List | undefined {
  const { at, token, disks } = (raw ?? {}) as Record<keyof List, unknown>;
  const isList =
    isTime(at) &&
    typeof token === 'string' &&
    Array.isArray(disks) &&
    disks.every(isDisk) &&
    new Set(disks.map(({ server }) => server)).size === disks.length;
  return isList ? { at, token, disks } : undefined;
}

function isDisk(raw: unknown): raw is Disk {
  const { server, entries } = (raw ?? {}) as Record<keyof Disk, unknown>;
  if (typeof server !== 'string' || !Array.isArray(entries)) return false;
  /** Whether paths that were listed lead to a folder. */
  const isFolder = new Map([['', true]]);
  return entries.every((entry: unknown) => {
    if (!isEntry(entry)) return false;
    const folder = entry.path.slice(0, entry.path.lastIndexOf('/'));
    if (!isFolder.get(folder) || isFolder.has(entry.path)) return false;
    isFolder.set(entry.path, entry.size === undefined);
    return true;
  });
}

/** A path from the root that leads nowhere else. */
const isPath = (path: unknown): path is string =>
  typeof path === 'string' && /^(\/(?!\.\.?(\/|$))[^/\0]+)+$/.test(path);
const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

function isEntry(raw: unknown): raw is DiskEntry {
  const { path, mode, modified, size } = (raw ?? {}) as Record<keyof DiskEntry, unknown>;
  return (
    isPath(path) &&
    isCount(mode) &&
    mode <= 0o777 &&
    Number.isFinite(modified) &&
    (size === undefined || isCount(size))
  );
}

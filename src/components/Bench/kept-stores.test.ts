import { deleteDB, openDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { emptyBench, hubAndLeaf } from '../../bench/begin.ts';
import type { Disk, DiskEntry } from '../../lab/network/disks.ts';
import { copyOf, freshBench } from './kept-keeper.ts';
import { openShelf, type KeptBench, type Shelf } from './kept-shelf.ts';
import { mostKept, type StoresShelf } from './kept-stores.ts';

const folder = (path: string): DiskEntry => ({ path, mode: 0o750, modified: 1 });
const file = (path: string, text: string): DiskEntry => {
  const bytes = new TextEncoder().encode(text);
  return { path, mode: 0o640, modified: 2, size: bytes.length, bytes };
};
/** A file as it was before. */
const same = ({ path, mode, modified, size = 0 }: DiskEntry): DiskEntry => ({
  path,
  mode,
  modified,
  size,
});
const disk = (server: string, ...entries: DiskEntry[]): Disk => ({ server, entries });

const hub = disk('hub', folder('/data'), file('/data/1.blk', 'one'), file('/data/2.blk', 'two'));
const leaf = disk('leaf', file('/a', 'leaf'));

let shelf: Shelf;
let stores: StoresShelf;
let bench: KeptBench;

beforeEach(async () => {
  await import('../Class/memory-store.ts');
  await deleteDB('leafwise-benches');
  shelf = await openShelf();
  stores = shelf.stores!;
  bench = { ...freshBench({ ...emptyBench('2.0.0'), ...hubAndLeaf }), version: 1 };
  await shelf.put(bench);
});

const kept = async (...disks: Disk[]) => {
  const done = await stores.keep(bench.id, disks, undefined);
  if (!done || done === 'other') throw new Error('not kept');
  return done;
};

test('only what is to be kept is kept, until that ends', async () => {
  expect(await stores.about(bench.id)).toBeUndefined();
  expect(await stores.keep(bench.id, [hub], undefined)).toBeUndefined();
  await expect(stores.begin('none')).rejects.toThrow('this bench is not kept itself');
  await stores.begin(bench.id);
  const { size, at } = await kept(hub, leaf);
  expect([size, at > 0]).toEqual([10, true]);
  expect(await stores.about(bench.id)).toMatchObject({ size, at });
  // To begin again changes nothing.
  await stores.begin(bench.id);
  expect(await stores.disks(bench.id)).toEqual([hub, leaf]);
  await stores.forget(bench.id);
  expect(await stores.about(bench.id)).toMatchObject({ size: 0, at: 0 });
  expect(await stores.disks(bench.id)).toEqual([]);
  await kept(hub);
  await stores.end(bench.id);
  expect(await stores.about(bench.id)).toBeUndefined();
  await stores.forget(bench.id);
  expect(await stores.about(bench.id)).toBeUndefined();
});

test('what is another is added, and what is gone goes; other servers stay', async () => {
  await stores.begin(bench.id);
  const { token } = await kept(hub, leaf);
  const [data, one, two] = hub.entries as [DiskEntry, DiskEntry, DiskEntry];
  const next = disk('hub', data, same(one), folder('/data/2.blk'), file('/data/3.blk', 'three'));
  expect(await stores.keep(bench.id, [next], token)).toMatchObject({ size: 12 });
  expect(await stores.disks(bench.id)).toEqual([
    leaf,
    disk('hub', data, one, folder('/data/2.blk'), file('/data/3.blk', 'three')),
  ]);
  // Another has kept it meanwhile: a part would not fit.
  const part = disk('hub', data, same(one), same(two));
  expect(await stores.keep(bench.id, [part], token)).toBe('other');
  expect(await stores.keep(bench.id, [hub], token)).toMatchObject({ size: 10 });
});

test('what is too much is refused, and what was kept stays', async () => {
  await stores.begin(bench.id);
  await kept(leaf);
  const big = { ...file('/big', ''), size: mostKept };
  await expect(kept(disk('hub', { ...big, bytes: new Uint8Array(1) }))).rejects.toThrow(
    'the servers store 100.0 MB, and at most 100 MB are kept',
  );
  expect(await stores.disks(bench.id)).toEqual([leaf]);
});

test('a bench takes its stores with it, and back; a copy has none', async () => {
  await stores.begin(bench.id);
  await kept(hub);
  const copy = { ...copyOf(bench), version: 1 };
  await shelf.put(copy);
  expect(await stores.about(copy.id)).toBeUndefined();
  const bringBack = await shelf.remove(bench.id);
  expect(await shelf.get(bench.id)).toBeUndefined();
  expect(await stores.about(bench.id)).toBeUndefined();
  await bringBack();
  expect(await shelf.get(bench.id)).toMatchObject({ version: 1, changed: bench.changed });
  expect(await stores.disks(bench.id)).toEqual([hub]);
  // What is there again is not written over.
  await stores.forget(bench.id);
  await bringBack();
  expect(await stores.disks(bench.id)).toEqual([]);
});

/** Writes what no shelf would. */
const write = async (key: IDBValidKey, raw: unknown) => {
  const db = await openDB('leafwise-benches');
  await db.put('stores', raw, key);
  db.close();
};
const list = (entries: unknown, server: unknown = 'hub') => ({
  at: 1,
  token: 'a',
  disks: [{ server, entries }],
});

test.for([
  [7],
  [{}],
  [{ ...list([]), at: NaN }],
  [{ ...list([]), token: 1 }],
  [{ at: 1, token: 'a', disks: [leaf, leaf] }],
  [list([], 7)],
  [list('none')],
  [list([null])],
  [list([folder('data')])],
  [list([folder('/../leaf')])],
  [list([folder('/.')])],
  [list([folder('/a\0')])],
  [list([folder('/a'), folder('/a')])],
  [list([folder('/a/b')])],
  [list([same(file('/a', '')), folder('/a/b')])],
  [list([{ ...folder('/a'), mode: 0o1777 }])],
  [list([{ ...folder('/a'), modified: NaN }])],
  [list([{ ...folder('/a'), size: -1 }])],
])('a list %j is none', async ([raw]) => {
  await write([bench.id], raw);
  expect(await stores.about(bench.id)).toBeUndefined();
  expect(await stores.disks(bench.id)).toEqual([]);
  await stores.begin(bench.id);
  await kept(hub);
  expect(await stores.disks(bench.id)).toEqual([hub]);
});

test.for([undefined, 'one', new Uint8Array(2)])(
  'disks with a file %j that is another than it was are none',
  async (raw) => {
    await stores.begin(bench.id);
    await kept(hub);
    await write([bench.id, 'hub', '/data/1.blk'], raw);
    expect(await stores.disks(bench.id)).toEqual([]);
    await kept(hub);
    expect(await stores.disks(bench.id)).toEqual([hub]);
  },
);

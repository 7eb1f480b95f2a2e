import { deleteDB, openDB } from 'idb';
import { expect, test, vi } from 'vitest';
import { emptyBench, hubAndLeaf } from '../../bench/begin.ts';
import { BenchDraft } from '../../bench/draft.ts';
import { copyOf, freshBench, Keeper } from './kept-keeper.ts';
import { openShelf } from './kept-shelf.ts';
import { noteUnsaved } from './unsaved-bench.ts';

const state = { ...emptyBench('2.0.0'), ...hubAndLeaf };

const anew = async () => {
  await import('../Class/memory-store.ts');
  await deleteDB('leafwise-benches');
  return openShelf();
};

test('a page that may keep nothing has a shelf in memory, and says so', async () => {
  vi.stubGlobal('indexedDB', undefined);
  const shelf = await openShelf();
  vi.unstubAllGlobals();
  expect(shelf.lasts).toBe(false);
  await shelf.put({ ...freshBench(state), version: 1 });
  expect((await shelf.list()).benches.map((kept) => kept.state.name)).toEqual(['A hub and a leaf']);
});

test('of two tabs on one bench neither writes over the other', async () => {
  const shelf = await anew();
  expect(shelf.lasts).toBe(true);
  const first = { ...freshBench(state), version: 1 };
  await shelf.put(first);
  const tabs = [1, 2].map((n) => {
    const draft = new BenchDraft(state);
    const keeper = new Keeper(shelf, draft, first);
    draft.change('Write', { files: [{ path: `${n}.conf`, text: '' }] });
    return keeper;
  });
  for (const tab of tabs) await tab.save();
  expect(tabs[1]!.keeping.get().words).toContain('Another tab has changed this bench');
  await tabs[1]!.save();
  const kept = (await shelf.list()).benches.map((each) => [
    each.state.name,
    each.state.files[0]!.path,
  ]);
  expect(kept.sort()).toEqual([
    ['A hub and a leaf (copy)', '2.conf'],
    ['A hub and a leaf', '1.conf'],
  ]);
});

test('what was written in the last moment of a page is there again, and nothing else is lost by it', async () => {
  const shelf = await anew();
  const notes: Record<string, string> = {};
  const methods = {
    setItem: (key: string, text: string) => (notes[key] = text),
    getItem: (key: string) => notes[key] ?? null,
    removeItem: (key: string) => Reflect.deleteProperty(notes, key),
  };
  for (const [name, value] of Object.entries(methods))
    Object.defineProperty(notes, name, { value });
  vi.stubGlobal('localStorage', notes);
  const first = { ...freshBench(state), version: 1 };
  await shelf.put(first);
  const written = { ...state, files: [{ path: 'last.conf', text: '' }] };
  noteUnsaved(first.id, { ...first, state: written, version: 2 });
  notes['leafwise-bench-unsaved x'] = '{';
  const filesOf = async () => (await (await openShelf()).get(first.id))?.state.files;
  expect(await filesOf()).toEqual(written.files);

  // Another tab has kept it since, or it is deleted.
  noteUnsaved(first.id, { ...first, version: 2 });
  expect(await filesOf()).toEqual(written.files);
  noteUnsaved(first.id, { ...first, version: 3 });
  await shelf.remove(first.id);
  expect(await filesOf()).toBeUndefined();
  expect(Object.keys(notes)).toEqual([]);
  vi.unstubAllGlobals();
});

/** Writes what no shelf would. */
const write = async (raw: unknown) => {
  const db = await openDB('leafwise-benches');
  await db.put('benches', raw);
  db.close();
};

test('what a person has called files and servers, and how many there are, is there again', async () => {
  const shelf = await anew();
  const files = [
    { path: 'hub:4222.conf', text: 'a\0b\ud800' },
    { path: 'x'.repeat(400), text: 'y'.repeat(2 << 20) },
    ...Array.from({ length: 250 }, (_, i) => ({ path: `${i}.conf`, text: '' })),
  ];
  const odd = {
    ...state,
    name: `\u202e${'n'.repeat(300)}`,
    files,
    places: { ['p'.repeat(300)]: { x: 1e300, y: -Infinity } },
  };
  const bench = { ...freshBench(odd), version: 1 };
  expect(await shelf.put(bench)).toBe(true);
  const read = await shelf.get(bench.id);
  expect(read?.state.files).toEqual(files);
  expect(read?.state.name).toBe(odd.name);
  expect(Object.values(read!.state.places)).toEqual([{ x: 1e6, y: -1e6 }]);
});

test.for([undefined, NaN, {}, 1e300, -1, 'now'])(
  'a time %j is none, and loses no bench',
  async (bad) => {
    const shelf = await anew();
    const bench = freshBench(state);
    await write({ ...bench, changed: bad, version: bad });
    const { benches, unread } = await shelf.list();
    expect(unread).toEqual([]);
    expect(benches).toEqual([{ ...bench, state: benches[0]!.state, changed: 0, version: 0 }]);
    expect(await shelf.put({ ...bench, version: 1 })).toBe(true);
  },
);

test('what is kept and is no bench is told, and can be deleted', async () => {
  const shelf = await anew();
  const raw = { id: 'a', state: { ...state, files: 'none' }, changed: 1, version: 1 };
  await write(raw);
  await write({ ...freshBench(state), id: 7 });
  const { benches, unread } = await shelf.list();
  expect(benches).toEqual([]);
  expect(unread.map(({ id, why }) => [id, why])).toEqual([
    [7, 'its key is none of a bench'],
    ['a', 'files are no list (files)'],
  ]);
  expect(unread[1]!.raw).toEqual(raw);
  for (const { id } of unread) await shelf.remove(id);
  expect((await shelf.list()).unread).toEqual([]);
});

test('a bench is only called kept if it can be read again', async () => {
  const shelf = await anew();
  const draft = new BenchDraft(state);
  const first = { ...freshBench(state), version: 1 };
  await shelf.put(first);
  const keeper = new Keeper(shelf, draft, first);
  draft.change('Break it', { files: [{ path: 'a.conf', text: 7 as unknown as string }] });
  await keeper.save();
  expect(keeper.keeping.get().type).toBe('not kept');
  expect(keeper.keeping.get().words).toContain('could not be read again');
  expect((await shelf.get(first.id))?.state.files).toEqual(state.files);
});

test('a shelf that was closed is opened again, unless a newer page has it', async () => {
  const shelf = await anew();
  await deleteDB('leafwise-benches');
  const bench = { ...freshBench(state), version: 1 };
  expect(await shelf.put(bench)).toBe(true);
  expect((await shelf.list()).benches).toHaveLength(1);
  const newer = await openDB('leafwise-benches', 3);
  await expect(shelf.put({ ...bench, version: 2 })).rejects.toThrow('Load this page again');
  newer.close();
});

test('a shelf of an older page is taken over, and that page lets it go', async () => {
  await import('../Class/memory-store.ts');
  await deleteDB('leafwise-benches');
  const older = await openDB('leafwise-benches', 1, {
    upgrade: (fresh) => void fresh.createObjectStore('benches', { keyPath: 'id' }),
    blocking: () => older.close(),
  });
  const bench = { ...freshBench(state), version: 1 };
  await older.put('benches', bench);
  const shelf = await openShelf();
  expect((await shelf.list()).benches).toEqual([{ ...bench, state: expect.anything() as unknown }]);
  await shelf.stores!.begin(bench.id);
  expect(await shelf.stores!.about(bench.id)).toMatchObject({ at: 0, size: 0 });
});

test('where an older page does not let go, a shelf in memory says so', async () => {
  await import('../Class/memory-store.ts');
  await deleteDB('leafwise-benches');
  const older = await openDB('leafwise-benches', 1);
  const shelf = await openShelf();
  expect(shelf).toMatchObject({
    lasts: false,
    held: expect.stringContaining('Close its other tabs') as unknown,
  });
  older.close();
});

test('the name of a copy is no longer than that of a bench may be', () => {
  const copy = copyOf(freshBench({ ...state, name: `${'n'.repeat(192)}😀` }));
  expect(copy.state.name).toBe(`${'n'.repeat(192)} (copy)`);
});

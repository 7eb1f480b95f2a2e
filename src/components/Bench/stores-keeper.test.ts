import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { emptyBench, hubAndLeaf } from '../../bench/begin.ts';
import type { Disk, TakenDisks } from '../../lab/network/disks.ts';
import type { LabSession } from '../../lab/session/session.ts';
import { Store } from '../../lab/session/store.ts';
import { freshBench } from './kept-keeper.ts';
import { openShelf } from './kept-shelf.ts';
import type { StoresShelf } from './kept-stores.ts';
import { StoresKeeper } from './stores-keeper.ts';

/** Disks without servers: what is on them changes when the test says so. */
class Disks {
  readonly snapshot = new Store({ state: { type: 'running' }, run: 1 });
  taken: number[] = [];
  now: TakenDisks = { mark: 0, size: 0 };

  write(mark: number, ...disks: Disk[]) {
    this.now = { mark, size: 0, disks };
  }

  takeDisks(since: number) {
    this.taken.push(since);
    return Promise.resolve(since === this.now.mark ? undefined : this.now);
  }
}

const disk = (server: string, text?: string): Disk => {
  const entry = { path: '/a', mode: 0o600, modified: 0, size: 1 };
  return {
    server,
    entries: [text === undefined ? entry : { ...entry, bytes: new TextEncoder().encode(text) }],
  };
};
const state = { ...emptyBench('2.0.0'), ...hubAndLeaf };

let stores: StoresShelf;
let disks: Disks;
let bench: string;
let keeper: StoresKeeper;
let end: () => void;

beforeEach(async () => {
  await import('../Class/memory-store.ts');
  await deleteDB('leafwise-benches');
  vi.stubGlobal('window', new EventTarget());
  vi.stubGlobal('document', new EventTarget());
  const shelf = await openShelf();
  stores = shelf.stores!;
  const [one, other] = [freshBench(state), freshBench(state)];
  for (const kept of [one, other]) await shelf.put({ ...kept, version: 1 });
  bench = one.id;
  otherBench = other.id;
  disks = new Disks();
  keeper = new StoresKeeper(stores, () => bench);
  end = keeper.watch(disks as unknown as LabSession);
});
afterEach(() => {
  end();
  vi.unstubAllGlobals();
});
let otherBench: string;

const kept = (of = bench) => stores.disks(of);

test('nothing is taken as long as nobody has chosen that', async () => {
  disks.write(1, disk('hub', 'x'));
  expect(await keeper.keep()).toBe(false);
  expect(disks.taken).toEqual([]);
  expect(await keeper.disks()).toEqual([]);
});

test('what is another is kept, once, and a new run is kept whole', async () => {
  disks.write(1, disk('hub', 'x'));
  await keeper.choose(true);
  expect(await kept()).toEqual([disk('hub', 'x')]);
  expect(await keeper.keep()).toBe(true);
  disks.write(2, disk('leaf', 'y'));
  expect(await keeper.keep()).toBe(true);
  expect(await keeper.disks()).toEqual([disk('hub', 'x'), disk('leaf', 'y')]);
  disks.snapshot.set({ state: { type: 'running' }, run: 2 });
  await keeper.keep();
  expect(disks.taken).toEqual([0, 1, 1, 0]);
  // After a reload the choice is still there.
  const next = new StoresKeeper(stores, () => bench);
  expect(await next.disks()).toHaveLength(2);
  expect(next.isKept()).toBe(true);
});

test('what another has kept meanwhile is kept anew as a whole', async () => {
  disks.write(1, disk('hub', 'x'));
  await keeper.choose(true);
  await stores.keep(bench, [disk('hub', 'z')], undefined);
  disks.write(2, disk('hub'));
  const whole = vi.spyOn(disks, 'takeDisks').mockImplementation((since) => {
    return Promise.resolve({
      mark: 2,
      size: 1,
      disks: [since === 0 ? disk('hub', 'x') : disk('hub')],
    });
  });
  expect(await keeper.keep()).toBe(true);
  expect(whole.mock.calls.map(([since]) => since)).toEqual([1, 0]);
  expect(await kept()).toEqual([disk('hub', 'x')]);
});

test('a bench that goes on as a copy takes the choice along, and the other keeps its own', async () => {
  disks.write(1, disk('hub', 'x'));
  await keeper.choose(true);
  const before = bench;
  bench = otherBench;
  expect(await keeper.keep()).toBe(true);
  expect([await kept(before), await kept()]).toEqual([[disk('hub', 'x')], [disk('hub', 'x')]]);
});

test('what is not kept is said, and what was kept stays, until it is forgotten', async () => {
  disks.write(1, disk('hub', 'x'));
  await keeper.choose(true);
  disks.now = { mark: 2, size: 130e6 };
  expect(await keeper.keep()).toBe(false);
  expect(keeper.keeping.get()).toMatchObject({
    kept: { size: 1 },
    failure: 'the servers store 130.0 MB, and at most 100 MB are kept',
  });
  expect(await kept()).toEqual([disk('hub', 'x')]);
  await keeper.forget();
  expect(keeper.keeping.get()).toMatchObject({ kept: { size: 0, at: 0 }, failure: undefined });
  await keeper.choose(false);
  expect(keeper.isKept()).toBe(false);
  expect(await stores.about(bench)).toBeUndefined();
});

test('servers that were stopped while they were asked are no failure', async () => {
  disks.write(1, disk('hub', 'x'));
  await keeper.choose(true);
  vi.spyOn(disks, 'takeDisks').mockImplementation(() => {
    disks.snapshot.set({ state: { type: 'idle' }, run: 1 });
    return Promise.reject(new Error('the lab was stopped'));
  });
  expect(await keeper.keep()).toBe(false);
  expect(keeper.isKept()).toBe(true);
  expect(await keeper.keep()).toBe(true);
});

test('a bench that another tab has deleted is kept no longer', async () => {
  await keeper.choose(true);
  await stores.end(bench);
  disks.write(1, disk('hub', 'x'));
  expect(await keeper.keep()).toBe(false);
  expect(keeper.keeping.get()).toEqual({
    kept: undefined,
    failure: 'another tab of this browser has ended that',
  });
});

test('the page that goes is kept', async () => {
  await keeper.choose(true);
  disks.write(1, disk('hub', 'x'));
  window.dispatchEvent(new Event('beforeunload'));
  await expect.poll(() => kept()).toEqual([disk('hub', 'x')]);
  disks.write(2, disk('hub', 'y'));
  document.dispatchEvent(new Event('visibilitychange'));
  await expect.poll(() => kept()).toEqual([disk('hub', 'y')]);
});

import { IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  forgetBegun,
  forgetModule,
  forgetUnpacked,
  keepBegun,
  keepModule,
  keepUnpacked,
  readPacked,
  readKept,
} from './kept-module.ts';
import { keptOf } from './kept-modules.ts';

const at = (path: string) => new URL(path, 'http://192.0.2.1/site/');
const old = at('assets/engine/nats-server.wasm.0d2f8283.br');
const now = at('assets/engine/nats-server.wasm.1d2f8283.br');
const bytes = new Uint8Array([1, 2, 3]);

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
});
afterEach(() => vi.unstubAllGlobals());

test('a module is kept under its address, until it is forgotten', async () => {
  expect((await keptOf(now)).whole).toBe(false);
  expect(await readPacked(now)).toBeUndefined();
  expect(await keepModule(now, bytes)).toBe(true);
  expect((await keptOf(now)).whole).toBe(true);
  expect(await readPacked(now)).toEqual(bytes);
  await forgetModule(now);
  expect((await keptOf(now)).whole).toBe(false);
});

test('a module takes the place of older ones of its site, and of no other', async () => {
  const other = new URL('http://192.0.2.1/other/assets/engine/nats-server.wasm.2d2f8283.br');
  await keepModule(other, bytes);
  await keepModule(old, bytes);
  await keepModule(now, bytes);
  expect((await keptOf(old)).whole).toBe(false);
  expect((await keptOf(now)).whole).toBe(true);
  expect((await keptOf(other)).whole).toBe(true);
});

/** What is kept unpacked, as text. */
const unpackedText = async (of: URL) => new Response((await readKept(of)).unpacked).text();

async function* parts(): AsyncGenerator<Blob> {
  for (const text of ['un', 'pack', 'ed']) yield await Promise.resolve(new Blob([text]));
}

test('a module is kept unpacked beside its packed bytes, and goes with them', async () => {
  expect(await readKept(old)).toEqual({});
  await keepModule(old, bytes);
  expect(await readKept(old)).toEqual({ packed: bytes });
  await keepUnpacked(old, parts());
  expect(await unpackedText(old)).toBe('unpacked');
  expect(await readPacked(old)).toEqual(bytes);
  await keepModule(old, bytes);
  expect(await unpackedText(old)).toBe('unpacked');
  await keepModule(now, bytes);
  expect(await readKept(old)).toEqual({});
});

test('a module that is not unpacked to its end is not there unpacked', async () => {
  await keepModule(now, bytes);
  async function* breaksOff() {
    yield* parts();
    await Promise.reject(new Error('it ends early'));
  }
  await expect(keepUnpacked(now, breaksOff())).rejects.toThrow('it ends early');
  expect(await readKept(now)).toEqual({ packed: bytes });
});

test('a module can be forgotten unpacked alone', async () => {
  await keepModule(now, bytes);
  await keepUnpacked(now, parts());
  await forgetUnpacked(now);
  expect(await readKept(now)).toEqual({ packed: bytes });
});

test('what has come of a module is kept in its order, until the whole is', async () => {
  const part = (from: number) => ({ from, bytes, total: 20_000_003, validator: '"one"' });
  for (const from of [20_000_000, 0, 3]) await keepBegun(now, part(from));
  expect(await readKept(now)).toEqual({ begun: [part(0), part(3), part(20_000_000)] });
  expect(await keptOf(now)).toEqual({ whole: false, received: 20_000_003, total: 20_000_003 });
  await keepModule(now, bytes);
  expect(await readKept(now)).toEqual({ packed: bytes });
  await forgetModule(now);
  expect(await readKept(now)).toEqual({});
});

test('of two pages that keep what has come, that with more of it counts', async () => {
  const part = (from: number, length: number, validator = '"one"') => ({
    from,
    bytes: new Uint8Array(length),
    total: 100,
    validator,
  });
  for (const each of [part(0, 10), part(10, 10), part(0, 5), part(10, 20)])
    expect(await keepBegun(now, each)).toBe(true);
  expect(await readKept(now)).toEqual({ begun: [part(0, 10), part(10, 20)] });
  // Of another file the first part is of no use, however long it is.
  await keepBegun(now, part(0, 3, '"two"'));
  expect((await readKept(now)).begun![0]).toEqual(part(0, 3, '"two"'));
  await forgetBegun(now);
  expect(await readKept(now)).toEqual({});
});

test('nothing of what has come is kept beside the whole', async () => {
  await keepModule(now, bytes);
  expect(await keepBegun(now, { from: 0, bytes, total: 3, validator: '"one"' })).toBe(true);
  await forgetModule(now);
  expect(await readKept(now)).toEqual({});
});

test.each([1, 5])('a browser that keeps no Blob keeps its bytes', async (refusals) => {
  const put = Reflect.get(IDBObjectStore.prototype, 'put');
  let refused = 0;
  const refuse = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    value: unknown,
    key,
  ) {
    if (value instanceof Blob && refused++ < refusals)
      throw new DOMException('no Blob', 'UnknownError');
    return put.call(this, value, key);
  });
  await keepUnpacked(now, parts());
  refuse.mockRestore();
  expect(await unpackedText(now)).toBe('unpacked');
});

test('two tabs keep the same module', async () => {
  const tabs = await Promise.all([keepModule(now, bytes), keepModule(now, bytes)]);
  expect(tabs).toEqual([true, true]);
  expect(await readPacked(now)).toEqual(bytes);
});

test('a module whose name does not change with its content is not kept', async () => {
  const dev = at('engine/dist/nats-server.wasm.br');
  expect(await keepModule(dev, bytes)).toBe(false);
  expect((await keptOf(dev)).whole).toBe(false);
});

test.each([
  ['no storage', undefined],
  [
    'storage that refuses',
    {
      open: () => {
        throw new DOMException('no', 'SecurityError');
      },
    },
  ],
  ['storage that never opens', { open: () => ({}) }],
])('%s keeps nothing, and that is no error', async (_, storage) => {
  vi.useFakeTimers();
  vi.stubGlobal('indexedDB', storage);
  const answers = Promise.all([keepModule(now, bytes), readPacked(now), forgetModule(now)]);
  await vi.advanceTimersByTimeAsync(10_000);
  vi.useRealTimers();
  expect(await answers).toEqual([false, undefined, undefined]);
});

test('a full storage keeps what it had', async () => {
  await keepModule(old, bytes);
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  expect(await keepModule(now, bytes)).toBe(false);
  put.mockRestore();
  expect((await keptOf(old)).whole).toBe(true);
});

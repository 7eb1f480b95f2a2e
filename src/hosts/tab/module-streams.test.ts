import { expect, test, vi } from 'vitest';
import { ModuleStreams } from './module-streams.ts';

/** Streams on a memory of their own, in the place of a module's. */
function streamsOf() {
  const memory = new WebAssembly.Memory({ initial: 16 });
  const wake = vi.fn();
  let calls = 0;
  const streams = new ModuleStreams(wake, () => calls-- > 0);
  streams.useMemory(memory);
  const { imports } = streams;
  const arrive = (id: number, bytes: number[] | Uint8Array) => {
    new Uint8Array(memory.buffer).set(bytes, 8);
    return imports.arrived(id, 8, bytes.length);
  };
  const take = (id: number, size = 64) => {
    const taken = imports.take(id, 8, size);
    return [...new Uint8Array(memory.buffer, 8, taken)];
  };
  const awaiting = () => {
    const told: number[] = [];
    for (let id = imports.awaiting(); id !== 0; id = imports.awaiting()) told.push(id);
    return told;
  };
  const call = () => {
    calls = 1;
  };
  return { streams, imports, wake, arrive, take, awaiting, call };
}

test('bytes are read as they arrive, each chunk a buffer of its own', async () => {
  const { streams, arrive } = streamsOf();
  const stream = streams.open(1, () => {});
  const first = stream.read();
  arrive(1, [1, 2]);
  arrive(1, [3]);
  const chunk = await first;
  expect(chunk).toEqual(Uint8Array.of(1, 2));
  expect(chunk!.buffer.byteLength).toBe(2);
  expect(await stream.read()).toEqual(Uint8Array.of(3));
});

test('a connection that is not read holds its writer back, and says when there is room again', async () => {
  const { streams, arrive, awaiting } = streamsOf();
  const stream = streams.open(1, () => {});
  expect(awaiting()).toEqual([-1]);
  const chunk = new Uint8Array(64 << 10);
  const more = [1, 2, 3, 4].map(() => arrive(1, chunk));
  expect(more).toEqual([1, 1, 1, 0]);
  expect(awaiting()).toEqual([]);
  await stream.read();
  await stream.read();
  expect(awaiting()).toEqual([-1]);
});

test('a write is accepted once all of it has been taken, in parts', async () => {
  const { streams, take } = streamsOf();
  const accepted = vi.fn();
  const writing = streams
    .open(1, () => {})
    .write(Uint8Array.of(1, 2, 3))
    .then(accepted);
  expect(take(1, 2)).toEqual([1, 2]);
  expect(take(1, 2)).toEqual([3]);
  await Promise.resolve();
  expect(accepted).not.toHaveBeenCalled();
  expect(take(1, 2)).toEqual([]);
  await writing;
});

test('the module is woken once for all that is written in one turn', async () => {
  const { streams, wake, awaiting } = streamsOf();
  for (const id of [1, 2, 3]) void streams.open(id, () => {}).write(Uint8Array.of(id));
  await Promise.resolve();
  expect(wake).toHaveBeenCalledTimes(1);
  expect(awaiting()).toEqual([-1, 1, -2, 2, -3, 3]);
});

test('what had arrived before the other end closed is read, then the end', async () => {
  const { streams, imports, arrive } = streamsOf();
  const stream = streams.open(1, () => {});
  arrive(1, [1]);
  imports.ended(1);
  expect(await stream.read()).toEqual(Uint8Array.of(1));
  expect(await stream.read()).toBeNull();
  await expect(stream.write(Uint8Array.of(1))).rejects.toThrow('connection is closed');
});

test('closing ends what waits, and closes the connection once', async () => {
  const { streams, arrive } = streamsOf();
  const close = vi.fn();
  const stream = streams.open(1, close);
  const reading = stream.read();
  const writing = stream.write(Uint8Array.of(1));
  stream.close();
  stream.close();
  expect(await reading).toBeNull();
  await expect(writing).rejects.toThrow('connection is closed');
  expect(close).toHaveBeenCalledTimes(1);
  // The module may have been on its way with more.
  expect(arrive(1, [1])).toBe(1);
  expect(await stream.read()).toBeNull();
});

test('the end of the module ends all of them with its words', async () => {
  const { streams } = streamsOf();
  const [one, other] = [streams.open(1, () => {}), streams.open(2, () => {})];
  const [reading, writing] = [one.read(), other.write(Uint8Array.of(1))];
  streams.endAll(new Error('panic'));
  await expect(reading).rejects.toThrow('panic');
  await expect(writing).rejects.toThrow('panic');
  await expect(one.read()).rejects.toThrow('panic');
});

test('a call is told of behind the connections, and a module that has asked by itself is not woken', async () => {
  const { streams, awaiting, call, wake } = streamsOf();
  streams.open(1, () => {});
  call();
  expect(awaiting()).toEqual([-1, -(2 ** 31)]);
  await Promise.resolve();
  expect(wake).not.toHaveBeenCalled();
});

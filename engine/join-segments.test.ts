import { expect, test } from 'vitest';
import { joinSegments } from './join-segments.mjs';

/** A module with a memory of a page, which it exports, and these segments, each of fewer than 64 bytes. */
function moduleWith(segments: [at: number[], bytes: number[]][]): Buffer {
  const body = segments.flatMap(([at, bytes]) => [0, 0x41, ...at, 0x0b, bytes.length, ...bytes]);
  const data = [segments.length, ...body];
  return Buffer.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[5, 3, 1, 0, 1],
    ...[7, 7, 1, 3, 0x6d, 0x65, 0x6d, 2, 0],
    ...[11, data.length, ...data],
    // A section that comes after it stays.
    ...[0, 2, 1, 0x78],
  ]);
}

async function memoryOf(module: Buffer): Promise<Uint8Array> {
  const { instance } = await WebAssembly.instantiate(new Uint8Array(module));
  return new Uint8Array((instance.exports.mem as WebAssembly.Memory).buffer);
}

// In LEB128: 0, 63, 64, 1000 and 8191.
const module = moduleWith([
  [[0], [1, 2, 3]],
  [[0x3f], [4]],
  [
    [0xc0, 0],
    [5, 6],
  ],
  [[0xe8, 7], [7]],
  [[0xff, 0x3f], [8]],
]);

test('the memory is as it was, from fewer segments', async () => {
  const joined = joinSegments(module);
  expect(await memoryOf(joined)).toEqual(await memoryOf(module));
  // Only 63 and 64 lie close together.
  expect(joined.includes(Buffer.from([4, 0, 0x41]))).toBe(true);
  expect(joined.length).toBe(module.length - 6);
  expect(joined.subarray(-4)).toEqual(module.subarray(-4));
});

test('zeros between two segments are written out where they are few', async () => {
  const near = moduleWith([
    [[0], [1]],
    [[0x20], [2]],
  ]);
  expect(await memoryOf(joinSegments(near))).toEqual(await memoryOf(near));
});

test('segments may come in any order', async () => {
  const turned = moduleWith([
    [[0x20], [2]],
    [[0], [1]],
    [[0x22], [3]],
  ]);
  expect(await memoryOf(joinSegments(turned))).toEqual(await memoryOf(turned));
});

test('a module whose segments overlap, are of another kind or not there is refused', () => {
  const twice = moduleWith([
    [[5], [1]],
    [[5], [2]],
  ]);
  expect(() => joinSegments(twice)).toThrow('overlap');
  const passive = Buffer.from(module);
  passive[passive.indexOf(Buffer.from([5, 0, 0x41])) + 1] = 1;
  expect(() => joinSegments(passive)).toThrow('of a kind that Go did not write');
  expect(() => joinSegments(module.subarray(0, 22))).toThrow('no data');
});

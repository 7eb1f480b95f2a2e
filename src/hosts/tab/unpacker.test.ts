import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepUnpackedLater, Unpacker } from './unpacker.ts';

/** What the page has given to its workers. */
let posted: unknown[] = [];

beforeEach(() => {
  posted = [];
  vi.useFakeTimers();
  vi.stubGlobal(
    'Worker',
    class extends EventTarget {
      postMessage(message: unknown, transferred: unknown[] = []): void {
        posted.push(
          message === null ? 'end' : structuredClone(message, { transfer: transferred as [] }),
        );
        if (message === null)
          this.dispatchEvent(
            new MessageEvent('message', { data: { type: 'compiled', module: 'the module' } }),
          );
      }
      terminate(): void {}
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([
  [undefined, ['keep']],
  [8, ['keep']],
  [4, []],
  [0.25, []],
])(
  'a device that tells of %s GiB of memory keeps the module unpacked: %j',
  (deviceMemory, then) => {
    vi.stubGlobal('navigator', { deviceMemory });
    keepUnpackedLater();
    // Not while servers start.
    expect(posted).toEqual([]);
    vi.runAllTimers();
    expect(posted).toEqual(then);
  },
);

test('a module that comes in one chunk is given on piece by piece, each without the others', async () => {
  const bytes = Uint8Array.from({ length: 700_000 }, (_, i) => i);
  async function* arriving() {
    yield await Promise.resolve(bytes.slice());
  }
  const whole = vi.fn();
  expect(await new Unpacker().compile(arriving(), whole)).toBe('the module');
  expect(whole).toHaveBeenCalledOnce();
  const pieces = posted.slice(0, -1) as Uint8Array[];
  expect(posted.at(-1)).toBe('end');
  expect(pieces.map(({ buffer }) => buffer.byteLength)).toEqual([262_144, 262_144, 175_712]);
  expect(Buffer.concat(pieces).equals(Buffer.from(bytes))).toBe(true);
});

import { afterEach, expect, test, vi } from 'vitest';
import { tabUnsupported } from './supported.ts';

afterEach(() => vi.unstubAllGlobals());

test('a browser without what a start needs is told of it before', () => {
  vi.stubGlobal('Worker', EventTarget);
  expect(tabUnsupported()).toBeUndefined();
  vi.stubGlobal('AbortSignal', {});
  vi.stubGlobal('DecompressionStream', undefined);
  expect(tabUnsupported()).toBe(
    'The servers need DecompressionStream and AbortSignal.any, which this browser does not have. Use a newer one.',
  );
});

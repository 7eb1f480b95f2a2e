import type { CDPSession } from 'playwright';

/** Bytes of the page's objects and of the buffers that they hold. */
export async function usedMemory(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  const usage = (await devtools.send('Runtime.getHeapUsage')) as HeapUsage;
  return usage.usedSize + usage.backingStorageSize;
}

/** `backingStorageSize` is not in Playwright's types. */
interface HeapUsage {
  usedSize: number;
  backingStorageSize: number;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Clean-ups to run when this process ends, however it ends. */
const pending = new Set<() => void>();

process.once('exit', () => {
  for (const undo of pending) undo();
});
// After the other listeners: Playwright and tools/lib/run.mjs end the processes that they started.
process.once('SIGINT', () => setImmediate(() => process.exit(130)));
process.once('SIGTERM', () => setImmediate(() => process.exit(143)));

/**
 * Registers a clean-up for the end of this process.
 * @param undo must be done when it returns: a process that ends does not wait
 * @returns runs the clean-up now instead
 */
export function undoAtExit(undo: () => void): () => void {
  pending.add(undo);
  return () => {
    if (pending.delete(undo)) undo();
  };
}

/** A new folder outside the project, until it is removed or this process ends. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'leafwise-bench-'));
  return { path, remove: undoAtExit(() => rmSync(path, { recursive: true, force: true })) };
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What must not outlive this process, however it ends. */
const pending = new Set<() => void>();

process.once('exit', () => {
  for (const undo of pending) undo();
});
// Later than whoever else hears the signal: Playwright and tools/lib/run.mjs end what they started.
process.once('SIGINT', () => setImmediate(() => process.exit(130)));
process.once('SIGTERM', () => setImmediate(() => process.exit(143)));

/**
 * Has something undone when this process ends, if not before.
 * @param undo must be done when it returns: a process that ends waits for nothing
 * @returns undoes it now
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

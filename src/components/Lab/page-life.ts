import { MemoryShort } from '../../hosts/tab/memory-short.ts';
import type { PageLab } from './context.ts';

/**
 * A browser that runs short of memory ends a page with its servers and tells nobody; the reader finds it loaded anew. So a
 * lab whose servers run in the tab leaves a mark, which it takes away when they end or the page is left.
 */
const keyOf = (lab: string) => `leafwise-running:${lab}`;

/** Notes whether servers of a lab run in this tab, or are about to. */
export function markRunning({ name }: PageLab, runs: boolean): void {
  try {
    if (runs) sessionStorage.setItem(keyOf(name), '');
    else sessionStorage.removeItem(keyOf(name));
  } catch {
    // Without storage the reader is not told.
  }
}

/** Says so in a lab whose page the browser has ended, while its servers ran, and loaded again. */
export async function tellEnded(lab: PageLab): Promise<void> {
  if (!isMarked(lab)) return;
  markRunning(lab, false);
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  // A tab that was duplicated has the mark of the other, whose servers run on.
  if (navigation?.type !== 'reload') return;
  // What is kept of their stores is known then.
  await lab.stores?.keep();
  lab.session.lost(words());
}

function isMarked({ name }: PageLab): boolean {
  try {
    return sessionStorage.getItem(keyOf(name)) !== null;
  } catch {
    return false;
  }
}

const words = () =>
  new MemoryShort('The browser has ended this page, as it does where memory is short.', 'servers')
    .message;

import { inNaturalOrder } from '../lab/natural-order.ts';
import type { Finding } from './finding.ts';

/** Compares two findings by where they stand in the files. Those without a place come last. */
export function byPlace({ place: a }: Finding, { place: b }: Finding): number {
  if (!a || !b) return a ? -1 : b ? 1 : 0;
  return inNaturalOrder(a.path, b.path) || a.line - b.line;
}

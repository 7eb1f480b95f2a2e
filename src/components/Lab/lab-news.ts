import type { LabNews } from '../../class/lab-record.ts';

type Listener = (news: LabNews) => void;

const listeners = new Set<Listener>();
/** News from before the first listener, which may still be on its way. */
let early: LabNews[] = [];
const mostEarly = 100;

/** Tells what happened in a lab of the page, for a class that may want to know. */
export function tellLab(news: LabNews): void {
  if (listeners.size === 0) early = [...early, news].slice(-mostEarly);
  for (const listener of listeners) listener(news);
}

/** Hears of all labs of the page; the first to listen also hears of what was before. */
export function listenToLabs(listener: Listener): () => void {
  listeners.add(listener);
  const missed = early;
  early = [];
  for (const news of missed) listener(news);
  return () => listeners.delete(listener);
}

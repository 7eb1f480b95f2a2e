/** What happens in the labs of a page, for whom it may concern. Words are those of checks, never what was typed. */
export type LabNews = { lab: string } & (
  | { what: 'started' | 'stopped' | 'reset' }
  | { what: 'done' | 'hint' | 'shown' | 'caught-up'; step: string }
  /** The words of the first check that does not pass; undefined when all do. */
  | { what: 'failing'; step: string; says: string | undefined }
);

type Listener = (news: LabNews) => void;

const listeners = new Set<Listener>();
/** News from before the first listener, which may still be on its way. */
let early: LabNews[] = [];
const mostEarly = 100;

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

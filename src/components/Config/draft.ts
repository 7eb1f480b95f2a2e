import { useEffect, useSyncExternalStore } from 'react';
import { Store } from '../../lab/session/store.ts';
import type { Topology } from '../../lab/topology/topology.ts';

type Draft = Store<string | undefined>;

/** By lab and server. They outlive the components, so that no visit to another page loses one. */
const drafts = new Map<string, Draft>();

/** Those that the reader has changed since the page was loaded. */
const edited = new Set<string>();

/**
 * The reader's version of a server's configuration, if there is one, and its setter. A draft survives a
 * reload of the page unless it equals the original, or has a login at a hub elsewhere in it.
 */
export function useDraft(
  lab: string,
  { outside }: Pick<Topology, 'outside'>,
  server: string,
  original: string,
  applied: string,
) {
  const key = `leafwise-draft:${lab}/${server}`;
  const draft = useSyncExternalStore(
    (listener) => draftAt(key).subscribe(listener),
    () => draftAt(key).get(),
    () => undefined,
  );
  const setDraft = (text: string) => {
    edited.add(key);
    draftAt(key).set(text);
    keep(key, text === original || outside ? undefined : text);
  };
  const isApplied = draft === undefined || draft === original || draft === applied;
  useEffect(() => {
    if (isApplied) return;
    // The browser forgets drafts when the tab is closed.
    const ask = (event: BeforeUnloadEvent) => {
      if (edited.has(key)) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isApplied, key]);
  return [draft, setDraft] as const;
}

function draftAt(key: string): Draft {
  const known = drafts.get(key);
  if (known) return known;
  const draft: Draft = new Store(kept(key));
  drafts.set(key, draft);
  return draft;
}

// A browser may refuse storage, or have no more of it: the draft then lasts as long as the page.
function kept(key: string): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function keep(key: string, text: string | undefined): void {
  try {
    if (text === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // See above.
  }
}

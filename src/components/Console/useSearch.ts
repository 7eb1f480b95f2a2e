import { useState, type KeyboardEvent } from 'react';
import {
  newSearch,
  searchFor,
  searchOlder,
  type History,
  type Search,
} from '../../console/history.ts';
import type { Store } from '../../lab/session/store.ts';
import { controlled } from './keys.ts';

/** Keys that put the found line into the prompt, to be changed. */
const taking = new Set([
  'Escape',
  'Tab',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
]);

/**
 * A search through the lines that were run, as Ctrl-R begins it in a shell.
 * @param show puts a line into the prompt
 * @param run runs it
 */
export function useSearch(
  history: Store<History>,
  show: (line: string) => void,
  run: (line: string) => void,
) {
  const [search, setSearch] = useState<Search & { draft: string }>();
  const update = (next: Search) => setSearch((was) => was && { ...was, ...next });
  const end = (line: string) => {
    setSearch(undefined);
    show(line);
  };
  if (!search) {
    const start = (draft: string) => {
      show('');
      setSearch({ ...newSearch, draft });
    };
    return { on: false, start } as const;
  }
  const found = search.at === undefined ? undefined : history.get().lines[search.at];
  const line = found ?? search.draft;
  const ofKey = (event: KeyboardEvent): (() => void) | undefined => {
    const control = controlled(event);
    if (control === 'r') return () => update(searchOlder(history.get(), search));
    if (control === 'c' || control === 'g') return () => end(search.draft);
    if (control === 'a' || control === 'e' || taking.has(event.key)) return () => end(line);
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return undefined;
    return () => {
      end('');
      run(line);
    };
  };
  return {
    on: true,
    label: `(${search.failed ? 'failed ' : ''}reverse-i-search)`,
    text: search.text,
    found: found === undefined ? '' : `nats ${found}`,
    onType: (text: string) => update(searchFor(history.get(), search, text)),
    onKey: (event: KeyboardEvent) => {
      const handle = ofKey(event);
      if (!handle) return;
      event.preventDefault();
      event.stopPropagation();
      handle();
    },
  } as const;
}

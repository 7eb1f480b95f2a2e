import { createContext, use, useSyncExternalStore } from 'react';
import type { DraftSnapshot } from '../../bench/draft.ts';
import type { Bench, Desk, Read } from './desk.ts';

export const DeskContext = createContext<Desk | undefined>(undefined);

/** The desk that this component stands at. */
export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (!desk) throw new Error('This component stands at no desk.');
  return desk;
}

/** The bench as its person has made it, with what Undo and Redo would do. */
export function useDraft(): DraftSnapshot {
  const { snapshot } = useDesk().draft;
  return useSyncExternalStore(snapshot.subscribe, snapshot.get, snapshot.get);
}

/** The network that the files describe. */
export function useRead(): Read {
  const { read } = useDesk();
  return useSyncExternalStore(read.subscribe, read.get, read.get);
}

/** The network that runs, or would; undefined as long as there is none. */
export function useBench(): Bench | undefined {
  const { bench } = useDesk();
  return useSyncExternalStore(bench.subscribe, bench.get, bench.get);
}

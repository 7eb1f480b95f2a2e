import { createContext, use, useMemo, useSyncExternalStore } from 'react';
import type { DraftSnapshot } from '../../bench/draft.ts';
import { merged } from '../../doctor/merged.ts';
import type { Finding } from '../../doctor/finding.ts';
import type { Bench, Desk, Read, Refused } from './desk.ts';
import type { Sight } from './live-sight.ts';

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

/** Whether the servers start once the files are read. */
export function useIsToStart(): boolean {
  const { isToStart } = useDesk();
  return useSyncExternalStore(isToStart.subscribe, isToStart.get, isToStart.get);
}

/** What servers refused when the draft was last applied. */
export function useRefused(): readonly Refused[] {
  const { refused } = useDesk();
  return useSyncExternalStore(refused.subscribe, refused.get, refused.get);
}

/** What the servers were last seen to do; undefined as long as they were not asked. */
export function useSight(): Sight | undefined {
  const { sight } = useDesk().live;
  return useSyncExternalStore(sight.subscribe, sight.get, sight.get);
}

const none: readonly Finding[] = [];

/** What is wrong with the network: as its files say, and as its servers were seen to do, as long as that holds. */
export function useFindings(): readonly Finding[] {
  const { network } = useRead();
  const sight = useSight();
  const seen = sight && !sight.isOld ? sight.examination.findings : none;
  return useMemo(() => {
    const servers = network?.derived.topology.servers ?? [];
    return merged(
      network?.findings ?? none,
      seen,
      servers.map(({ name }) => name),
    );
  }, [network, seen]);
}

import { createContext, useContext, useSyncExternalStore } from 'react';
import type { LabSession, LabSnapshot } from '../../lab/session.ts';
import type { NatsConnection } from '../../nats/connect.ts';

/** A lab on a page: its session, and the page's NATS clients of it. */
export interface PageLab {
  session: LabSession;
  /** The page's client of that server. Rejects while the lab does not run. */
  connect: (server: string) => Promise<NatsConnection>;
}

export const LabContext = createContext<PageLab | undefined>(undefined);

/** The lab that this component stands in. */
export function useLab(): PageLab {
  const lab = useContext(LabContext);
  if (!lab) throw new Error('This component stands in no <Lab>.');
  return lab;
}

/** What the lab is doing now; at rest while the page is rendered on a server. */
export function useLabSnapshot(): LabSnapshot {
  const { snapshot } = useLab().session;
  return useSyncExternalStore(snapshot.subscribe, snapshot.get, snapshot.get);
}

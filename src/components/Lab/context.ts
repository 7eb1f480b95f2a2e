import { createContext, useContext, useSyncExternalStore } from 'react';
import type { LabSnapshot } from '../../lab/session/session.ts';
import type { Store } from '../../lab/session/store.ts';
import type { LabKit } from '../../lab-kit/lab-kit.ts';
import type { Consoles } from './consoles.ts';
import type { HostChoice } from './host-choice.ts';

/** A lab on a page. */
export interface PageLab extends LabKit {
  /** The host that runs the lab, or last ran it. */
  runsOn: () => HostChoice;
  consoles: Consoles;
  /** The link whose lines the configurations show, by name. */
  shownLink: Store<string | undefined>;
}

export const LabContext = createContext<PageLab | undefined>(undefined);

/** The lab that this component stands in. */
export function useLab(): PageLab {
  const lab = useContext(LabContext);
  if (!lab) throw new Error('This component stands in no <Lab>.');
  return lab;
}

/** Answers the state of the lab; at rest while the page is rendered on a server. */
export function useLabSnapshot(): LabSnapshot {
  const { snapshot } = useLab().session;
  return useSyncExternalStore(snapshot.subscribe, snapshot.get, snapshot.get);
}

import { createContext, useContext, useSyncExternalStore } from 'react';
import type { LabSnapshot } from '../../lab/session/session.ts';
import type { Store } from '../../lab/session/store.ts';
import type { LabKit } from '../../lab-kit/lab-kit.ts';
import type { Consoles } from './consoles.ts';
import type { HostChoice } from './host-choice.ts';

/** Servers that are being brought to a step of their lab, or what came of it. */
export type Bringing =
  { type: 'doing'; words: string; cancel: () => void } | { type: 'ended'; words: string };

/** Keeps what servers store beyond their run, where the reader has chosen that. */
export interface KeepsStores {
  /** Keeps what they have stored up to now. Answers whether it is kept. */
  keep: () => Promise<boolean>;
  /** Whether it was kept when that was last tried, some seconds ago. */
  isKept: () => boolean;
}

/** A lab on a page. */
export interface PageLab extends LabKit {
  /** Names it among the labs of the site: its exercise or its topology. */
  name: string;
  /** The host that runs the lab, or last ran it. */
  runsOn: () => HostChoice;
  consoles: Consoles;
  /** The link whose lines the configurations show, by name. */
  shownLink: Store<string | undefined>;
  /** How far its servers are on the way to a later step, if the reader has asked for one in this run. */
  bringing: Store<Bringing | undefined>;
  /** The steps whose checks have passed since the servers were started, and in which run that was. */
  doneNow: Store<DoneNow>;
  /** Set where its servers end with the page and what they store may be kept. */
  stores?: KeepsStores;
}

/** Steps that were done in one run of a lab, by id. Those of another run say nothing of the servers of this one. */
export interface DoneNow {
  run: number;
  steps: readonly string[];
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

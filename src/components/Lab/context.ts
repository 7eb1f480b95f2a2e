import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Exercise, ExerciseTools } from '../../lab/exercise/exercise.ts';
import type { LabSession, LabSnapshot } from '../../lab/session/session.ts';
import type { Store } from '../../lab/session/store.ts';
import type { Login } from '../../lab/topology/topology.ts';
import type { NatsConnection } from '../../nats/connect.ts';
import type { HostChoice } from './host-choice.ts';

/** A command that runs. */
export interface RunningLine {
  server: string;
  line: string;
  /** Ends it, as Ctrl-C does. */
  stop: () => void;
}

/** A lab on a page: its session, and the page's NATS clients of it. */
export interface PageLab {
  session: LabSession;
  /** What is to be done in it, on the page of a lab. */
  exercise: Exercise | undefined;
  /** Where it runs, or last ran. */
  runsOn: () => HostChoice;
  /**
   * The page's client of that server, as the user whom the topology names if none is given. Rejects
   * while the lab does not run.
   */
  connect: (server: string, login?: Login) => Promise<NatsConnection>;
  /** What checks, solutions and the buttons of a text work with. */
  tools: ExerciseTools;
  /** What types a command into the console at a server, if the page has one. */
  consoles: Map<string, (line: string) => void>;
  /** The commands that run in consoles and beside them. */
  running: Set<RunningLine>;
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

/** What the lab is doing now; at rest while the page is rendered on a server. */
export function useLabSnapshot(): LabSnapshot {
  const { snapshot } = useLab().session;
  return useSyncExternalStore(snapshot.subscribe, snapshot.get, snapshot.get);
}

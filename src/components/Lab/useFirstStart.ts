import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react';
import { useLab, useLabSnapshot } from './context.ts';
import { useHostChoice } from './HostPicker.tsx';
import { comingWords, megabytes, moduleArrived } from './module-arrived.ts';
import { startLab } from './start-lab.ts';
import { useUnsupported } from './unsupported.ts';

/** A press that needs servers. */
export interface FirstStart {
  /** Acts at once if the servers run; if not, starts them and acts then. */
  press: () => void;
  /** Whether it has been pressed, and waits for the servers. */
  waiting: boolean;
  /** Whether a press is of no use: this browser cannot run servers, or the press is waiting. */
  idle: boolean;
  /** Whether a press starts servers in this tab. */
  starts: boolean;
  /** What a press will do first, or does now; empty once the servers run. */
  words: string;
  /** Behind these words, what a start has still to fetch. */
  size: string;
  /** How much of the server has come, for the eye: a screen reader would read out each figure. */
  arrived: string;
}

/**
 * Lets a button be pressed before the servers run. A start that fails or is cancelled forgets the press.
 * @param act is told whether the press has started the servers
 */
export function useFirstStart(act: (hasStarted: boolean) => void): FirstStart {
  const lab = useLab();
  const { state, run } = useLabSnapshot();
  const choice = useHostChoice();
  const unsupported = useUnsupported() !== undefined && choice.type === 'tab';
  const size = useSizeWords();
  const due = useRef(false);
  /** The run of the lab for which it has been pressed. */
  const [pressed, setPressed] = useState<number>();
  const isRunning = state.type === 'running';
  const atRest = state.type === 'idle' || state.type === 'failed';
  const acts = useEffectEvent(act);
  useEffect(() => {
    if (atRest) due.current = false;
    if (!isRunning || !due.current) return;
    due.current = false;
    acts(true);
  }, [isRunning, atRest]);

  const waiting = pressed === run && !isRunning && !atRest;
  const inTab = choice.type === 'tab';
  const words = () => {
    if (isRunning) return '';
    if (waiting) return inTab ? 'Starting the servers first…' : 'Joining your servers first…';
    if (unsupported) return 'This browser cannot run the servers.';
    if (!atRest) return 'The servers are starting…';
    if (state.type === 'failed' && pressed === run) return 'The servers did not start.';
    return inTab ? 'Starts the servers first' : 'Joins your servers first.';
  };
  return {
    press: () => {
      if (isRunning) return act(false);
      if (unsupported) return;
      if (atRest) startLab(lab);
      due.current = true;
      setPressed(lab.session.snapshot.get().run);
    },
    waiting,
    idle: waiting || (unsupported && !isRunning),
    starts: atRest && inTab,
    words: words(),
    size: words() === 'Starts the servers first' ? `${size}.` : '',
    arrived: waiting && state.type === 'downloading' ? comingWords(state) : '',
  };
}

/** What a start has still to fetch, behind words. */
function useSizeWords(): string {
  const { customFields } = useDocusaurusContext().siteConfig;
  const { get, subscribe } = moduleArrived;
  const { received, whole } = useSyncExternalStore(subscribe, get, get);
  const size = Number(customFields?.['moduleBytes']);
  // A host may have the browser unpack it: then more comes than it has.
  const left = megabytes(Math.max(0, size - received));
  // All of it may be here, and still not be unpacked.
  return whole || !size || left === '0.0' ? '' : ` (${left} MB, once)`;
}

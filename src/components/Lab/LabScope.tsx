import { useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { fetchParts } from '../../loading/part.ts';
import { LabContext, useLab, useLabSnapshot, type PageLab } from './context.ts';
import { tellLab } from './lab-news.ts';
import Leave from './Leave.tsx';
import { alsoLost } from './losses.ts';
import { lookForModule, noteModule } from './module-arrived.ts';
import { markRunning, tellEnded } from './page-life.ts';
import { watchIntent } from './prepare-start.ts';
import { noteRunning } from './running-labs.ts';

/**
 * A lab for all components in it. It ends with this component, and with the page. Its start is prepared once the reader shows
 * that they will start; where `onlyPressed`, it is not.
 */
export default function LabScope(props: {
  lab: PageLab;
  onlyPressed?: boolean;
  children: ReactNode;
}) {
  const { lab, onlyPressed = false, children } = props;
  useEffect(() => {
    const { session } = lab;
    lookForModule();
    const stop = () => session.stop();
    let ran = false;
    // From here on the reader may open any part of the page, with a network or without.
    const forget = session.snapshot.subscribe(() => {
      const { state } = session.snapshot.get();
      const { type } = state;
      const runs = type !== 'idle' && type !== 'failed';
      if (lab.runsOn().type === 'tab') {
        noteModule(state);
        markRunning(lab, runs);
      }
      if (type === 'running') void fetchParts();
      if (ran !== (type === 'running')) {
        ran = !ran;
        if (lab.exercise) tellLab({ lab: lab.name, what: ran ? 'started' : 'stopped' });
      }
      noteRunning(session, runs);
    });
    void tellEnded(lab);
    // A page that the browser keeps for "back" keeps its workers too.
    window.addEventListener('pagehide', stop);
    return () => {
      window.removeEventListener('pagehide', stop);
      stop();
      forget();
    };
  }, [lab]);
  useEffect(() => {
    if (!onlyPressed) return watchIntent(lab.session.topology);
  }, [lab, onlyPressed]);
  return (
    <LabContext value={lab}>
      {children}
      <LeaveWhenRunning />
    </LabContext>
  );
}

/** Asks before the lab is left, where something goes with it or with its page: servers elsewhere keep what they store. */
function LeaveWhenRunning() {
  const { runsOn } = useLab();
  const { state } = useLabSnapshot();
  const also = useSyncExternalStore(alsoLost.subscribe, alsoLost.get, alsoLost.get);
  const isRunning = state.type === 'running' && runsOn().type === 'tab';
  return isRunning || also !== undefined ? <Leave /> : null;
}

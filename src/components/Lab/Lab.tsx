import { useEffect, useState, type ReactNode } from 'react';
import { createLabKit, type LabSource } from '../../lab-kit/lab-kit.ts';
import { fetchParts, part } from '../../loading/part.ts';
import ReleaseLine from '../Release/ReleaseLine.tsx';
import { LabContext, useLab, useLabSnapshot, type PageLab } from './context.ts';
import Leave from './Leave.tsx';
import { tellLab } from './lab-news.ts';
import { hostChoice } from './host-choice.ts';
import { loadTab } from './load-tab.ts';
import { noteModule } from './module-arrived.ts';
import { pageLab } from './page-lab.ts';
import { noteRunning } from './running-labs.ts';

/**
 * One lab for all components in it, on a topology or on that of an exercise. Loads no server until the
 * reader starts the lab. `since` is the first release of nats-server on which it runs.
 */
export default function Lab({
  since,
  children,
  ...source
}: LabSource & { since?: string; children: ReactNode }) {
  const [lab] = useState(() => createPageLab(source));
  useEffect(() => {
    const { session } = lab;
    const stop = () => session.stop();
    let ran = false;
    // From here on the reader may open any part of the page, with a network or without.
    const forget = session.snapshot.subscribe(() => {
      const { state } = session.snapshot.get();
      const { type } = state;
      if (lab.runsOn().type === 'tab') noteModule(state);
      if (type === 'running') void fetchParts();
      if (ran !== (type === 'running')) {
        ran = !ran;
        if (lab.exercise) tellLab({ lab: lab.name, what: ran ? 'started' : 'stopped' });
      }
      noteRunning(session, type !== 'idle' && type !== 'failed');
    });
    // A page that the browser keeps for "back" keeps its workers too.
    window.addEventListener('pagehide', stop);
    return () => {
      window.removeEventListener('pagehide', stop);
      stop();
      forget();
    };
  }, [lab]);
  return (
    <LabContext value={lab}>
      <ReleaseLine since={since} />
      {children}
      <LeaveWhenRunning />
    </LabContext>
  );
}

const loadChannel = part(() => import('../../hosts/channel/open-channel.ts'));

/** Asks before the lab is left, where something goes with it: servers elsewhere keep what they store. */
function LeaveWhenRunning() {
  const { runsOn } = useLab();
  const { state } = useLabSnapshot();
  if (state.type !== 'running' || runsOn().type !== 'tab') return null;
  return <Leave />;
}

async function loadHost() {
  const choice = hostChoice.get();
  if (choice.type === 'tab') return (await loadTab()).openTabHost;
  return (await loadChannel()).channelHost(choice.address);
}

function createPageLab(source: LabSource): PageLab {
  let runsOn = hostChoice.get();
  const kit = createLabKit(source, () => {
    runsOn = hostChoice.get();
    return loadHost();
  });
  return pageLab(kit, kit.exercise?.name ?? kit.session.topology.name, () => runsOn);
}

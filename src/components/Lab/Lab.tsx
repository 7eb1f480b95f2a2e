import { useEffect, useState, type ReactNode } from 'react';
import { Store } from '../../lab/session/store.ts';
import { createLabKit, type LabSource } from '../../lab-kit/lab-kit.ts';
import { Consoles } from './consoles.ts';
import ReleaseLine from '../Release/ReleaseLine.tsx';
import { LabContext, type PageLab } from './context.ts';
import { hostChoice } from './host-choice.ts';
import { noteModule } from './module-arrived.ts';

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
    const forget = session.snapshot.subscribe(() => {
      if (lab.runsOn().type === 'tab') noteModule(session.snapshot.get().state);
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
    </LabContext>
  );
}

async function loadHost() {
  const choice = hostChoice.get();
  if (choice.type === 'tab') return (await import('../../hosts/tab/tab-host.ts')).openTabHost;
  return (await import('../../hosts/channel/open-channel.ts')).channelHost(choice.address);
}

function createPageLab(source: LabSource): PageLab {
  let runsOn = hostChoice.get();
  const kit = createLabKit(source, () => {
    runsOn = hostChoice.get();
    return loadHost();
  });
  return {
    ...kit,
    runsOn: () => runsOn,
    consoles: new Consoles(),
    shownLink: new Store<string | undefined>(undefined),
  };
}

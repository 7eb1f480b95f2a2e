import { useState, type ReactNode } from 'react';
import { createLabKit, type LabSource } from '../../lab-kit/lab-kit.ts';
import { part } from '../../loading/part.ts';
import ReleaseLine from '../Release/ReleaseLine.tsx';
import type { PageLab } from './context.ts';
import { hostChoice } from './host-choice.ts';
import { loadTab } from './load-tab.ts';
import LabScope from './LabScope.tsx';
import { pageLab } from './page-lab.ts';

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
  return (
    <LabScope lab={lab}>
      <ReleaseLine since={since} />
      {children}
    </LabScope>
  );
}

const loadChannel = part(() => import('../../hosts/channel/open-channel.ts'));

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

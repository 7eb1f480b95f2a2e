import { useEffect, useState, type ReactNode } from 'react';
import type { Exercise } from '../../lab/exercise.ts';
import { LabSession } from '../../lab/session.ts';
import { Store } from '../../lab/store.ts';
import type { Topology } from '../../lab/topology.ts';
import type { Clients } from '../../nats/clients.ts';
import { topologyNamed } from '../../../topologies/index.ts';
import { LabContext, type PageLab } from './context.ts';
import { hostChoice } from './hostChoice.ts';

interface LabProps {
  /** The name of its topology. */
  topology?: string;
  /** What is to be done in it, with a topology of its own. */
  exercise?: Exercise;
  children: ReactNode;
}

/**
 * One lab for all that stands in it, on a topology by its name or on that of an exercise. Nothing is
 * loaded before the reader starts it.
 */
export default function Lab({ topology = '', exercise, children }: LabProps) {
  const [lab] = useState(() =>
    createPageLab(exercise?.topology ?? topologyNamed(topology), exercise),
  );
  useEffect(() => {
    const stop = () => lab.session.stop();
    // A page that the browser keeps for "back" keeps its workers too.
    window.addEventListener('pagehide', stop);
    return () => {
      window.removeEventListener('pagehide', stop);
      stop();
    };
  }, [lab]);
  return <LabContext value={lab}>{children}</LabContext>;
}

async function loadHost() {
  const choice = hostChoice.get();
  if (choice.type === 'tab') return (await import('../../hosts/tab/tab-host.ts')).openTabHost;
  return (await import('../../hosts/channel/open-channel.ts')).channelHost(choice.address);
}

function createPageLab(topology: Topology, exercise: Exercise | undefined): PageLab {
  let runsOn = hostChoice.get();
  const session = new LabSession(topology, () => {
    runsOn = hostChoice.get();
    return loadHost();
  });
  let clients: Promise<Clients> | undefined;
  session.snapshot.subscribe(() => {
    const { type } = session.snapshot.get().state;
    if (type !== 'idle' && type !== 'failed') return;
    void clients?.then((open) => open.close());
    clients = undefined;
  });
  return {
    session,
    exercise,
    runsOn: () => runsOn,
    connect: async (server, login = loginAt(topology, server)) => {
      clients ??= import('../../nats/clients.ts').then(
        ({ Clients }) => new Clients((name) => session.openClient(name)),
      );
      return (await clients).to(server, login);
    },
    consoles: new Map(),
    shownLink: new Store<string | undefined>(undefined),
  };
}

const loginAt = ({ servers }: Topology, server: string) =>
  servers.find(({ name }) => name === server)?.login;

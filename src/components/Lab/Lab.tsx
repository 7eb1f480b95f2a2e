import { useEffect, useState, type ReactNode } from 'react';
import { LabSession } from '../../lab/session.ts';
import type { Topology } from '../../lab/topology.ts';
import type { Clients } from '../../nats/clients.ts';
import { LabContext, type PageLab } from './context.ts';

/** One lab for all that stands in it. Nothing is loaded before the reader starts it. */
export default function Lab({ topology, children }: { topology: Topology; children: ReactNode }) {
  const [lab] = useState(() => createPageLab(topology));
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

async function loadTabHost() {
  return (await import('../../hosts/tab/tab-host.ts')).openTabHost;
}

function createPageLab(topology: Topology): PageLab {
  const session = new LabSession(topology, loadTabHost);
  let clients: Promise<Clients> | undefined;
  session.snapshot.subscribe(() => {
    const { type } = session.snapshot.get().state;
    if (type !== 'idle' && type !== 'failed') return;
    void clients?.then((open) => open.close());
    clients = undefined;
  });
  return {
    session,
    connect: async (server) => {
      clients ??= import('../../nats/clients.ts').then(
        ({ Clients }) => new Clients((name) => session.openClient(name)),
      );
      return (await clients).to(server);
    },
  };
}

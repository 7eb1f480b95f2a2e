import { useEffect, useState, type ReactNode } from 'react';
import type { Exercise, ExerciseTools } from '../../lab/exercise/exercise.ts';
import { LabSession } from '../../lab/session/session.ts';
import { Store } from '../../lab/session/store.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import type { Clients } from '../../nats/clients.ts';
import { LabContext, type PageLab } from './context.ts';
import { hostChoice } from './host-choice.ts';

type LabProps = (
  | { topology: Topology; exercise?: undefined }
  /** What is to be done in it, with a topology of its own. */
  | { topology?: undefined; exercise: Exercise }
) & {
  children: ReactNode;
};

/**
 * One lab for all that stands in it, on a topology or on that of an exercise. Nothing is
 * loaded before the reader starts it.
 */
export default function Lab({ topology, exercise, children }: LabProps) {
  const [lab] = useState(() => createPageLab(topology ?? exercise.topology, exercise));
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
  const session = new LabSession(
    topology,
    () => {
      runsOn = hostChoice.get();
      return loadHost();
    },
    async () => exercise?.begin?.(tools),
  );
  let clients: Promise<Clients> | undefined;
  let run = 0;
  session.snapshot.subscribe(() => {
    const { state, run: now } = session.snapshot.get();
    if (state.type !== 'idle' && state.type !== 'failed' && now === run) return;
    run = now;
    void clients?.then((open) => open.close());
    clients = undefined;
  });
  const connect: PageLab['connect'] = async (server, login = loginAt(topology, server)) => {
    clients ??= import('../../nats/clients.ts').then(
      ({ Clients }) => new Clients((name) => session.openClient(name)),
    );
    return (await clients).to(server, login);
  };
  const running: PageLab['running'] = new Set();
  const tools = toolsOf(session, connect, running);
  return {
    session,
    exercise,
    runsOn: () => runsOn,
    connect,
    tools,
    consoles: new Map(),
    running,
    shownLink: new Store<string | undefined>(undefined),
  };
}

const toolsOf = (
  session: LabSession,
  connect: PageLab['connect'],
  running: PageLab['running'],
): ExerciseTools => ({
  // Asked for at each use: a lab that is started again has another host.
  get host() {
    return session.host;
  },
  connect,
  config: (server) => session.snapshot.get().configs[server]!,
  apply: (server, config) => session.apply(server, config),
  restart: (server, config) => session.restart(server, config),
  run: async (server, line) => {
    const [{ runWhole }, { consoleContext }] = await Promise.all([
      import(/* webpackChunkName: 'console' */ '../../console/run-whole.ts'),
      import(/* webpackChunkName: 'console' */ '../Console/console-context.ts'),
    ]);
    return runWhole(line, consoleContext(session, server));
  },
  end: async (server, line) => {
    const found = [...running].filter((one) => one.server === server && one.line === line);
    if (found.length === 0) throw new Error(`“${line}” does not run at ${server}.`);
    for (const { stop } of found) stop();
  },
  wire: () => session.wire.snapshot().events,
  log: session.log.get,
});

const loginAt = ({ servers }: Topology, server: string) =>
  servers.find(({ name }) => name === server)?.login;

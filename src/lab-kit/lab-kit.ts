import type { Exercise, ExerciseTools } from '../lab/exercise/exercise.ts';
import type { OpenHost } from '../lab/network/host.ts';
import type { Place } from '../lab/monitoring/places.ts';
import { LabSession, type MachineFiles } from '../lab/session/session.ts';
import type { Login, Topology } from '../lab/topology/topology.ts';
import { part } from '../loading/part.ts';
import type { Clients } from '../nats/clients.ts';
import type { NatsConnection } from '../nats/connect.ts';
import type { RunningLine } from './running-line.ts';

/**
 * A lab and all that one works on it with. A page is one way to use it, a test another: both drive the same
 * session with the same tools.
 */
export interface LabKit {
  session: LabSession;
  /** The steps that are done in it, if it has any. */
  exercise: Exercise | undefined;
  /**
   * Answers a client of a server, as the user whom the topology names if none is given. One client for each
   * server and user; they close with the run of the lab. Rejects while the lab does not run.
   */
  connect: (server: string, login?: Login) => Promise<NatsConnection>;
  /** The tools of checks, solutions and the buttons of a text. */
  tools: ExerciseTools;
  /** The lines that run in consoles and beside them. */
  running: Set<RunningLine>;
  /** The streams that the exercise has made in the start state of this run, by place. */
  atStart: () => readonly Place[];
}

/**
 * The topology of a lab, with the files that its page begins with, those that lie on its machines and the links that are
 * cut when it starts, by name; or an exercise, which has a topology and files of its own.
 */
export type LabSource =
  | {
      topology: Topology;
      files?: Exercise['files'];
      machines?: MachineFiles;
      cut?: () => readonly string[];
      exercise?: undefined;
    }
  | {
      topology?: undefined;
      files?: undefined;
      machines?: undefined;
      cut?: undefined;
      exercise: Exercise;
    };

/**
 * Makes a lab that is not yet started. NATS client and console are loaded when they are first needed.
 * @param loadHost loads what opens its host, at each start
 */
export function createLabKit(
  { topology, files, machines, cut, exercise }: LabSource,
  loadHost: () => Promise<OpenHost>,
): LabKit {
  let made: { run: number; places: readonly Place[] } | undefined;
  const session = new LabSession(
    topology ?? exercise.topology,
    loadHost,
    async () => {
      const { links } = session.topology;
      for (const name of cut?.() ?? [])
        if (links.some((link) => link.name === name)) await session.host.cutLink(name, 'refused');
      if (!exercise?.begin) return;
      await exercise.begin(tools);
      const { run, servers } = session.snapshot.get();
      const { placesOf } = await loadPlaces();
      made = { run, places: await placesOf(session.host, session.topology, servers) };
    },
    files ?? exercise?.files,
    machines,
  );
  const connect = clientsOf(session);
  const running: LabKit['running'] = new Set();
  const tools: ExerciseTools = {
    // Asked for at each use: a lab that is started again has another host.
    get host() {
      return session.host;
    },
    connect,
    config: (server) => session.snapshot.get().configs[server]!,
    apply: (server, config) => session.apply(server, config),
    restart: (server, config) => session.restart(server, config),
    run: async (server, line) => (await loadConsole()).runAt(session, server, line),
    end: async (server, line) => (await loadConsole()).endLine(running, server, line),
    sign: async (signing) => {
      // A file may be put on a machine whose server is down. All else is told to a server.
      const known = session.snapshot.get().servers[signing.at];
      if (!('addUser' in signing) && known?.type !== 'running') {
        throw new Error(`${signing.at} does not run. Start it first.`);
      }
      const { sign } = await import(
        /* webpackChunkName: 'credentials' */ '../lab/credentials/keyring.ts'
      );
      await sign(signing, session.keyring, session.host, connect);
    },
    wire: () => session.wire.snapshot().events,
    log: session.log.get,
  };
  const atStart = () => (made?.run === session.snapshot.get().run ? made.places : []);
  return { session, exercise, connect, tools, running, atStart };
}

const loadConsole = part(() => import(/* webpackChunkName: 'console' */ './lab-console.ts'));
const loadPlaces = part(() => import(/* webpackChunkName: 'wire' */ '../lab/monitoring/places.ts'));
const loadClients = part(() => import('../nats/clients.ts'));

/** Connects to the servers of a session. The connections of a run close when the next begins, or when it ends. */
function clientsOf(session: LabSession): LabKit['connect'] {
  let clients: Clients | undefined;
  let run = 0;
  session.snapshot.subscribe(() => {
    const { state, run: now } = session.snapshot.get();
    if (state.type !== 'idle' && state.type !== 'failed' && now === run) return;
    run = now;
    clients?.close();
    clients = undefined;
  });
  return async (server, login = session.loginAt(server)) => {
    const { Clients } = await loadClients();
    clients ??= new Clients((name) => session.openClient(name));
    return clients.to(server, login, session.inboxAt(server));
  };
}

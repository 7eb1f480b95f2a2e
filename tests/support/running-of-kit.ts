import type { Running } from '../../src/doctor/live/running.ts';
import type { LabKit } from '../../src/lab-kit/lab-kit.ts';
import { Clients } from '../../src/nats/clients.ts';
import { derivedFrom } from './run-network.ts';

/** Notes from now on when servers of a lab begin to take clients. Those that run have done so for long. */
export function startsOf({ session }: LabKit): Map<string, number> {
  const since = new Map<string, number>();
  const states = new Map(
    Object.entries(session.snapshot.get().servers).map(([name, { type }]) => [name, type]),
  );
  const note = () => {
    for (const [name, { type }] of Object.entries(session.snapshot.get().servers)) {
      if (type === 'running' && states.get(name) !== type) since.set(name, Date.now());
      states.set(name, type);
    }
  };
  session.snapshot.subscribe(note);
  return since;
}

/** A lab that runs as a network of the doctor's, with the configurations that its servers run now. */
export function runningOf({ session }: LabKit, starts: ReadonlyMap<string, number>): Running {
  const { topology, host } = session;
  const { configs } = session.snapshot.get();
  const clients = new Clients((server) => session.openClient(server));
  const now: Running['topology'] = {
    ...topology,
    servers: topology.servers.map((server) => ({ ...server, config: configs[server.name]! })),
  };
  return {
    derived: derivedFrom(topology.name, configs),
    topology: now,
    host,
    files: new Map(),
    keyring: topology.operator && session.keyring,
    server: (name) => session.snapshot.get().servers[name]!,
    link: (name) => session.snapshot.get().links[name]!,
    since: (server) => starts.get(server),
    config: (server) => configs[server]!,
    connect: (server, login) => clients.to(server, login),
    wire: () => session.wire.snapshot().events,
    log: session.log.get,
    until: async (holds, timeoutMs) => {
      const late = new AbortController();
      const timer = setTimeout(() => late.abort(), timeoutMs);
      await Promise.race([
        session.snapshot.until(holds, late.signal),
        session.log.until(holds, late.signal),
      ]).catch(() => {});
      late.abort();
      clearTimeout(timer);
      return holds();
    },
    close: () => clients.close(),
  };
}

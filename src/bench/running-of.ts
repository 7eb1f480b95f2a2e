import type { LabKit } from '../lab-kit/lab-kit.ts';
import type { Running } from '../doctor/live/running.ts';
import type { BenchNetwork } from './network.ts';

/**
 * A bench that runs, as the rules of the doctor ask it.
 * @param since when a server began to take clients, in milliseconds since the Unix epoch
 */
export function runningOf(
  { session, connect }: LabKit,
  { derived, runnable: { topology, files } }: BenchNetwork,
  since: Running['since'],
): Running {
  const { snapshot, log, wire } = session;
  return {
    derived,
    topology,
    host: session.host,
    files,
    keyring: undefined,
    server: (name) => snapshot.get().servers[name] ?? { type: 'stopped' },
    link: (name) => snapshot.get().links[name] ?? { type: 'down' },
    since,
    config: (name) => snapshot.get().configs[name] ?? '',
    connect,
    wire: () => wire.snapshot().events,
    log: log.get,
    until: (holds, timeoutMs) =>
      new Promise((resolve) => {
        const end = (value: boolean) => {
          clearTimeout(timer);
          for (const unsubscribe of subscribed) unsubscribe();
          resolve(value);
        };
        const look = () => {
          if (holds()) end(true);
        };
        const timer = setTimeout(() => end(holds()), timeoutMs);
        const subscribed = [snapshot, log, wire].map((store) => store.subscribe(look));
        look();
      }),
    close: () => {},
  };
}

/** Notes when servers of a lab begin to take clients. */
export function watchStarts({ session }: LabKit): {
  since: Running['since'];
  end: () => void;
} {
  const started = new Map<string, number>();
  const look = () => {
    for (const [name, { type }] of Object.entries(session.snapshot.get().servers)) {
      if (type !== 'running') started.delete(name);
      else if (!started.has(name)) started.set(name, Date.now());
    }
  };
  look();
  return { since: (name) => started.get(name), end: session.snapshot.subscribe(look) };
}

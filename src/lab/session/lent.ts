import { joins } from '../conf/hub-remote.ts';
import { callsOf, type LabHost, type SharedEvents } from '../network/host.ts';
import type { WireLog } from '../wire/wire-log.ts';
import type { LabSession } from './session.ts';

/**
 * The host of a session, for somebody else: configurations that they apply are the session's from then on, and what
 * their page polls is asked once for all.
 */
export const hostOf = (session: LabSession): LabHost => ({
  ...callsOf(() => session.host),
  monitor: session.polling.monitor,
  startServer: (...args) => applyTo(session, ...args),
  reloadServer: (...args) => applyTo(session, ...args),
});

/** Stands in what is told of a configuration for a login at a hub elsewhere, which is its owner's own. */
const hidden = '[hidden]';

const withoutLogin = (config: string): string =>
  joins(config)
    ? config
        .replace(/(nats-leaf:\/\/)[^@\s"]+@/g, `$1${hidden}@`)
        .replace(/(nkey: ")SU[A-Z2-7]+/g, `$1${hidden}`)
    : config;

async function applyTo(session: LabSession, server: string, config: string): Promise<void> {
  if (config.includes(hidden))
    throw new Error('The login of this server is its owner’s: its configuration is changed there.');
  await session.apply(server, config);
}

/** The configurations of a session, as they are told to somebody else. */
export const configsOf = (session: LabSession): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(session.snapshot.get().configs).map(([server, config]) => [
      server,
      withoutLogin(config),
    ]),
  );

/** The credentials of the users of a session's operator, by name; none where it has no operator. */
export function credsIn(session: LabSession): Readonly<Record<string, string>> {
  if (!session.topology.operator) return {};
  return Object.fromEntries([...session.keyring.users].map(([name, { creds }]) => [name, creds]));
}

/** How many of the frames that have crossed are told at first. */
const framesAtFirst = 300;

/**
 * Tells how a session's lab is, and has been, then each change.
 * @param onEnd told when its servers are gone
 * @returns the end of the watching
 */
export function watchSession(
  session: LabSession,
  events: SharedEvents,
  onEnd: (words: string) => void,
): () => void {
  const told = { servers: {}, links: {}, configs: {} } as Record<string, Record<string, unknown>>;
  /** Tells of the values that are others than before. */
  function tell<T>(
    of: string,
    now: Readonly<Record<string, T>>,
    each: (name: string, value: T) => void,
  ) {
    const before = told[of]!;
    told[of] = now;
    for (const [name, value] of Object.entries(now)) if (value !== before[name]) each(name, value);
  }
  const snapshot = () => {
    const { state, servers, links } = session.snapshot.get();
    if (state.type === 'idle' || state.type === 'failed') return onEnd('The lab was stopped.');
    tell('configs', configsOf(session), (...config) => events.onConfig(...config));
    tell('servers', servers, (...state) => events.onServer(...state));
    tell('links', links, (...state) => events.onLink(...state));
  };

  let last = session.log.get().at(-1);
  const log = () => {
    const lines = session.log.get();
    const added = lines.slice(last ? lines.lastIndexOf(last) + 1 : 0);
    last = lines.at(-1);
    if (added.length > 0) events.onLog(added);
  };

  snapshot();
  events.onLog([...session.log.get()]);
  events.onWire(session.wire.snapshot().events.slice(-framesAtFirst));
  const ends = [
    session.snapshot.subscribe(snapshot),
    session.log.subscribe(log),
    watchWire(session.wire, events),
    watchWire(session.held, events),
  ];
  return () => ends.forEach((end) => end());
}

function watchWire(wire: WireLog, events: SharedEvents): () => void {
  let { last, clears } = wire;
  return wire.subscribe(() => {
    if (wire.clears !== clears) [last, clears] = [-1, wire.clears];
    const added = wire.since(last);
    last = wire.last;
    if (added.length > 0) events.onWire(added);
  });
}

import { placesOf, type Place, type StreamView } from '../lab/monitoring/places.ts';
import { changedSince, copiesAt, storedWords } from '../lab/monitoring/stored-words.ts';
import type { LabSession } from '../lab/session/session.ts';
import type { LabKit } from './lab-kit.ts';

type LabOfStreams = Pick<LabKit, 'session' | 'atStart'>;

/** By lab and place: what its servers stored when they last told of it in this run. */
const known = new WeakMap<LabSession, { run: number; places: Map<string, Place> }>();

/** How long servers are given to tell what they store before the reader is asked, in milliseconds. */
const patience = 1000;

/** Keeps what places tell, for when their servers do not run. */
export function remember(session: LabSession, places: readonly Place[]): void {
  const of = memory(session);
  for (const place of places.filter(({ state }) => state !== 'stopped')) {
    const told = new Set(place.streams.map(({ id }) => id));
    const onlyAtMissing = ({ id, server }: StreamView) =>
      !told.has(id) && place.missing.includes(server);
    const missed = of.get(place.name)?.streams.filter(onlyAtMissing) ?? [];
    of.set(place.name, { ...place, streams: [...place.streams, ...missed] });
  }
}

/** Notes that the disk of a server is another now: what it told of it no longer holds. */
export function noteChanged(session: LabSession, server: string): void {
  const of = memory(session);
  for (const { name } of copiesAt(server, [...of.values()])) of.delete(name);
}

/** Notes that the disk of a server is empty. Other members of its cluster keep what they have. */
export function noteEmpty(session: LabSession, server: string): void {
  const of = memory(session);
  const alone = ({ servers }: Place) => servers.length === 1;
  const own = copiesAt(server, [...of.values()]).filter(alone);
  for (const place of own) of.set(place.name, { ...place, streams: [] });
  if (own.length === 0) noteChanged(session, server);
}

function memory(session: LabSession): Map<string, Place> {
  const { run } = session.snapshot.get();
  const kept = known.get(session);
  if (kept?.run === run) return kept.places;
  const places = new Map<string, Place>();
  known.set(session, { run, places });
  return places;
}

/** Asks the servers of a lab what they store; those that do not run or do not answer soon have what they last told of. */
export async function storedNow(session: LabSession): Promise<Place[]> {
  const { state, servers } = session.snapshot.get();
  if (state.type !== 'running') return [];
  const late = new Promise<Place[]>((resolve) => setTimeout(() => resolve([]), patience));
  remember(session, await Promise.race([placesOf(session.host, session.topology, servers), late]));
  return storedLast(session);
}

/** What the servers of a lab last told that they store. */
const storedLast = (session: LabSession): Place[] => [...memory(session).values()];

/**
 * What goes with the servers, in words; undefined if nothing does, for the start state is made again.
 * @param isKept whether their disks are kept: then streams in memory go alone
 */
export async function lostWithServers(
  { session, atStart }: LabOfStreams,
  isKept = false,
): Promise<string | undefined> {
  return storedWords(changedSince(atStart(), goneOf(await storedNow(session), isKept)));
}

const goneOf = (places: readonly Place[], isKept: boolean): readonly Place[] =>
  isKept
    ? places.map((place) => ({ ...place, streams: place.streams.filter((one) => one.inMemory) }))
    : places;

/** As `lostWithServers`, from what they last told. */
export const lastLostWithServers = (
  { session, atStart }: LabOfStreams,
  isKept = false,
): string | undefined =>
  session.snapshot.get().state.type === 'running'
    ? storedWords(changedSince(atStart(), goneOf(storedLast(session), isKept)))
    : undefined;

/** What the disk of a server has, in words; undefined if it has no stream, `unknown` if it has not told in this run. */
export async function storedAt(
  session: LabSession,
  server: string,
  unknown: string,
): Promise<string | undefined> {
  const own = copiesAt(server, await storedNow(session));
  return own.length > 0 ? storedWords(own) : unknown;
}

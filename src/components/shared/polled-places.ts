import { useSyncExternalStore } from 'react';
import { placesOf, type Place } from '../../lab/monitoring/places.ts';
import { Polled } from '../../lab/session/polled.ts';
import type { LabSession } from '../../lab/session/session.ts';

type PolledPlaces = Polled<Place[] | undefined>;

/** All that shows the streams of one lab asks its servers once. */
const polls = new WeakMap<LabSession, PolledPlaces>();

/** The streams of a lab, asked for once a second while somebody looks; undefined while it does not run. */
export function polledPlaces(session: LabSession): PolledPlaces {
  const known = polls.get(session);
  if (known) return known;
  const polled: PolledPlaces = new Polled<Place[] | undefined>(undefined, 1000, async () => {
    const { state, servers } = session.snapshot.get();
    if (state.type !== 'running') return undefined;
    return placesOf(session.host, session.topology, servers);
  });
  polls.set(session, polled);
  return polled;
}

/** What the servers of a running lab tell of their streams; undefined before they first did. */
export function usePlaces(session: LabSession): Place[] | undefined {
  const polled = polledPlaces(session);
  return useSyncExternalStore(polled.subscribe, polled.get, () => undefined);
}

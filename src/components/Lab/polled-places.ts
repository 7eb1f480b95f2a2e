import { useSyncExternalStore } from 'react';
import { placesOf, type Place } from '../../lab/monitoring/places.ts';
import { Polled } from '../../lab/session/polled.ts';
import type { LabSession } from '../../lab/session/session.ts';
import { remember } from '../../lab-kit/stored.ts';

type PolledPlaces = Polled<Place[] | undefined>;

/** One poll for each lab, which all views of its streams share. */
const polls = new WeakMap<LabSession, PolledPlaces>();

/** Polls the streams of a lab once a second while a view is on the page; undefined while the lab does not run. */
export function polledPlaces(session: LabSession): PolledPlaces {
  const known = polls.get(session);
  if (known) return known;
  const polled: PolledPlaces = new Polled<Place[] | undefined>(undefined, 1000, async () => {
    const { state, servers } = session.snapshot.get();
    if (state.type !== 'running') return undefined;
    const places = await placesOf(session.polling, session.topology, servers);
    remember(session, places);
    return places;
  });
  polls.set(session, polled);
  return polled;
}

/** The streams of a running lab, by place; undefined before the servers have first told of them. */
export function usePlaces(session: LabSession): Place[] | undefined {
  const polled = polledPlaces(session);
  return useSyncExternalStore(polled.subscribe, polled.get, () => undefined);
}

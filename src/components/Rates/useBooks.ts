import { useEffect, useState, type RefObject } from 'react';
import type { Place } from '../../lab/monitoring/places.ts';
import { RateBook, type BookSnapshot } from '../../lab/monitoring/rates.ts';
import type { LabSession } from '../../lab/session/session.ts';
import { polledPlaces } from '../shared/polled-places.ts';

/** What can be drawn. `counts`: it adds up. */
export const measures = {
  messages: {
    label: 'Frames and messages a second',
    unit: '/s',
    counts: true,
    empty: 'Nothing has crossed a link or entered a stream yet.',
  },
  bytes: {
    label: 'Bytes a second',
    unit: ' B/s',
    counts: true,
    empty: 'Nothing has crossed a link yet.',
  },
  lag: {
    label: 'Lag of copies',
    unit: '',
    counts: false,
    empty: 'No stream mirrors or sources another. Create one that does, and its lag is drawn.',
  },
} as const;

export type Measure = keyof typeof measures;

type Books = Record<Measure, BookSnapshot>;

const empty: BookSnapshot = { times: [], series: [] };

/** The last minute of a lab, read once a second while the element is in view. */
export function useBooks(session: LabSession, element: RefObject<HTMLElement | null>): Books {
  const [snapshots, setSnapshots] = useState<Books>({ messages: empty, bytes: empty, lag: empty });
  useEffect(() => {
    const books = {
      messages: new RateBook('counter'),
      bytes: new RateBook('counter'),
      lag: new RateBook('gauge'),
    };
    const polled = polledPlaces(session);
    const read = () => {
      const now = polled.get();
      if (!now) return;
      const { totals } = session.wire.snapshot();
      const links = (what: 'frames' | 'bytes') =>
        totals.map((total): [string, number] => [`${total.from} → ${total.to}`, total[what]]);
      const { at, places } = now;
      books.messages.add({ at, values: new Map([...links('frames'), ...stored(places)]) });
      books.bytes.add({ at, values: new Map(links('bytes')) });
      books.lag.add({ at, values: new Map(lags(places)) });
      setSnapshots({
        messages: books.messages.snapshot(),
        bytes: books.bytes.snapshot(),
        lag: books.lag.snapshot(),
      });
    };
    let unsubscribe = () => {};
    const observer = new IntersectionObserver(([entry]) => {
      unsubscribe();
      unsubscribe = entry?.isIntersecting ? polled.subscribe(read) : () => {};
    });
    observer.observe(element.current!);
    return () => {
      observer.disconnect();
      unsubscribe();
    };
  }, [session, element]);
  return snapshots;
}

/** How many messages each stream has ever stored. */
const stored = (places: readonly Place[]): [string, number][] =>
  places.flatMap(({ name, streams }) =>
    streams.map(({ label, lastSeq }): [string, number] => [`into ${label} at ${name}`, lastSeq]),
  );

const lags = (places: readonly Place[]): [string, number][] =>
  places.flatMap(({ name, streams }) =>
    streams.flatMap(({ label, feeds }) =>
      feeds.map(({ origin, lag }): [string, number] => [
        `${label} at ${name} behind ${origin}`,
        lag,
      ]),
    ),
  );

import { useEffect, useState, type RefObject } from 'react';
import type { Place } from '../../lab/monitoring/places.ts';
import { RateBook, type BookSnapshot } from '../../lab/monitoring/rates.ts';
import type { LabSession } from '../../lab/session/session.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import { polledPlaces } from '../Lab/polled-places.ts';

/** The measures that can be drawn. `counts`: it adds up. */
export const measures = {
  messages: {
    label: 'Frames and messages a second',
    unit: '/s',
    counts: true,
    empty: 'No message has crossed a link or entered a stream yet.',
  },
  bytes: {
    label: 'Bytes a second',
    unit: ' B/s',
    counts: true,
    empty: 'No message has crossed a link yet.',
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
    let ended = false;
    const polled = polledPlaces(session);
    const read = async () => {
      const places = polled.get();
      if (!places) return;
      const crossed = await crossedIn(session);
      if (ended) return;
      const links = (what: 'frames' | 'bytes') =>
        crossed.map(({ way, totals }): [string, number] => [way, totals[what]]);
      const at = performance.now();
      books.messages.add({ at, values: new Map([...links('frames'), ...stored(places)]) });
      books.bytes.add({ at, values: new Map(links('bytes')) });
      books.lag.add({ at, values: new Map(lags(places)) });
      setSnapshots({
        messages: books.messages.snapshot(),
        bytes: books.bytes.snapshot(),
        lag: books.lag.snapshot(),
      });
    };
    // A host that ends meanwhile tells no more: the books stay as they are.
    const readAlong = () => void read().catch(() => {});
    let unsubscribe = () => {};
    const observer = new IntersectionObserver(([entry]) => {
      unsubscribe();
      unsubscribe = entry?.isIntersecting ? polled.subscribe(readAlong) : () => {};
    });
    observer.observe(element.current!);
    return () => {
      ended = true;
      observer.disconnect();
      unsubscribe();
    };
  }, [session, element]);
  return snapshots;
}

/** The directions of links that something has crossed, each as the link itself counts it. */
async function crossedIn({ host, snapshot, topology }: LabSession) {
  const links = Object.keys(snapshot.get().links).flatMap(
    (name) => linkNamed(topology, name) ?? [],
  );
  const each = await Promise.all(
    links.map(async ({ name, from, to }) => {
      const totals = await host.linkTotals(name);
      return [
        { way: `${from} → ${to}`, totals: totals.out },
        { way: `${to} → ${from}`, totals: totals.in },
      ];
    }),
  );
  return each.flat().filter(({ totals }) => totals.frames > 0);
}

/** The ends of a link. One that a reader's configuration made, and the topology does not draw, is named by them. */
function linkNamed({ links, servers }: Topology, name: string) {
  const drawn = links.find((link) => link.name === name);
  if (drawn) return drawn;
  const names = servers.map((server) => server.name);
  const pairs = names.flatMap((from) => names.map((to) => ({ name: `${from}-${to}`, from, to })));
  return pairs.find((pair) => pair.name === name);
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

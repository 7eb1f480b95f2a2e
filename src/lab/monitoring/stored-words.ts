import type { Place, StreamView } from './places.ts';

/** How many streams a sentence names; the others are counted. */
const named = 4;

/** The streams of these places in words, such as `ORDERS at leaf (4 messages)`; undefined if there are none. */
export function storedWords(places: readonly Place[]): string | undefined {
  const all = places.flatMap(({ name, streams }) => streams.map((stream) => words(stream, name)));
  if (all.length === 0) return undefined;
  const rest = all.length - named;
  const shown = rest > 1 ? [...all.slice(0, named), `${rest} more streams`] : all;
  return shown.length === 1 ? shown[0]! : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

const kinds = { stream: '', bucket: 'bucket ', objects: 'object store ' };

function words({ kind, label, messages }: StreamView, place: string): string {
  const count = messages === 1 ? '1 message' : `${messages} messages`;
  return `${kinds[kind]}${label} at ${place} (${count})`;
}

/** These places with the streams only that are not as they were: new ones, and those with other messages. */
export function changedSince(were: readonly Place[], places: readonly Place[]): Place[] {
  const known = new Map(were.flatMap(({ streams }) => streams.map((one) => [one.id, one])));
  return places.map((place) => ({
    ...place,
    streams: place.streams.filter(({ id, messages, lastSeq }) => {
      const was = known.get(id);
      return was?.messages !== messages || was.lastSeq !== lastSeq;
    }),
  }));
}

/** The streams of which a server has a copy, at its place. */
export function copiesAt(server: string, places: readonly Place[]): Place[] {
  const own = ({ servers }: Place) => servers.includes(server);
  return places.filter(own).map((place) => ({
    ...place,
    streams: place.streams.filter(
      ({ server: asked, leader, replicas }) =>
        place.servers.length === 1 ||
        [asked, leader, ...replicas.map(({ name }) => name)].includes(server),
    ),
  }));
}

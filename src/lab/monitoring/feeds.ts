import type { Feed, Place, StreamView } from './places.ts';
import type { LinkSpec } from '../topology/topology.ts';

/** A mirror or source whose origin is known: messages go from `from` to `to`. */
export interface FeedLine {
  /** The origin's and the copy's `id`. */
  from: string;
  to: string;
  feed: Feed;
}

/** Seconds without a word after which nats-server itself takes a copy for stalled. */
const stalledAfter = 10;
/** Seconds within which even an idle origin is heard: it sends a sign of life once a second. */
const heardOften = 3;

/** The domain that an API prefix such as `$JS.leaf.API` leads to. */
const domainIn = (api: string) => /^\$JS\.([^.]+)\.API$/.exec(api)?.[1];

/** Names the origin of a feed: `ORDERS in leaf`. */
export function originWords({ origin, api }: Feed): string {
  if (api === undefined) return origin;
  const domain = domainIn(api);
  return `${origin} ${domain === undefined ? `through ${api}` : `in ${domain}`}`;
}

/** Whether a feed is at work, in words: `active`, `stalled, last heard 12 s ago`. */
export function heardWords({ heard, error }: Feed): string {
  if (error) return `refused: ${error}`;
  if (heard === undefined) return 'never heard from';
  if (heard < heardOften) return 'active';
  const ago = `last heard ${Math.round(heard)} s ago`;
  return heard < stalledAfter ? ago : `stalled, ${ago}`;
}

/** Whether a feed is refused, or its origin has not been heard for too long. */
export const isStalled = ({ heard, error }: Feed): boolean =>
  error !== undefined || heard === undefined || heard >= stalledAfter;

/** All that feeds something, among the streams that are shown. */
export function feedLines(places: Place[], links: LinkSpec[]): FeedLine[] {
  return places.flatMap((place) =>
    place.streams.flatMap((copy) =>
      copy.feeds.flatMap((feed) => {
        const origin = originOf(places, links, place, copy, feed);
        return origin ? { from: origin.id, to: copy.id, feed } : [];
      }),
    ),
  );
}

function originOf(
  places: Place[],
  links: LinkSpec[],
  place: Place,
  copy: StreamView,
  { origin, api }: Feed,
): StreamView | undefined {
  const domain = api === undefined ? place.domain : domainIn(api);
  const there = api === undefined ? [place] : places.filter((each) => each.domain === domain);
  const named = there
    .flatMap(({ streams }) => streams)
    .filter(({ id, name }) => name === origin && id !== copy.id);
  // Within a server a stream copies from its own account; a link may join accounts of other names.
  return (
    named.find(({ account }) => account === copy.account) ??
    named.find(({ account }) => bound(links, account, copy.account)) ??
    (named.length === 1 ? named[0] : undefined)
  );
}

const bound = (links: LinkSpec[], a: string, b: string) =>
  links.some(({ accounts = [] }) =>
    accounts.some(
      ({ local, remote }) => (local === a && remote === b) || (local === b && remote === a),
    ),
  );

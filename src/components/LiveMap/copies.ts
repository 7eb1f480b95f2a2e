import { feedLines, isStalled } from '../../lab/monitoring/feeds.ts';
import { apiPrefix } from '../../lab/monitoring/jetstream-api.ts';
import type { Feed, Place, StreamView } from '../../lab/monitoring/places.ts';
import type { LinkState } from '../../lab/network/host.ts';
import type { Topology } from '../../lab/topology/topology.ts';
import type { CopyOnMap, CopyWaits } from '../Map/types.ts';

/** What copies what, and what a copy lacks whose way is cut: as servers tell it, or that it is not known. */
export function copiesOnMap(
  topology: Topology,
  places: Place[],
  states: Readonly<Record<string, LinkState>>,
): CopyOnMap[] {
  return [...joined(topology, places, states), ...orphaned(topology, places)];
}

/** Copies whose origin tells of itself. */
function joined(
  { links }: Topology,
  places: Place[],
  states: Readonly<Record<string, LinkState>>,
): CopyOnMap[] {
  const views = new Map(places.flatMap(({ streams }) => streams).map((view) => [view.id, view]));
  const serversOf = (view: StreamView) =>
    places.find(({ streams }) => streams.includes(view))!.servers;
  const up = links.filter(({ name }) => states[name]?.type === 'up');
  return feedLines(places, links).map(({ from, to, feed }) => {
    const [origin, copy] = [views.get(from)!, views.get(to)!];
    const isJoined = reach(serversOf(origin), up).some((name) => serversOf(copy).includes(name));
    const waits = waitsOf(feed, isJoined, origin, copy);
    return {
      from: { server: origin.leader ?? origin.server, stream: origin.name },
      to: { server: copy.leader ?? copy.server, stream: copy.name },
      ...(waits && { waits }),
    };
  });
}

/** Copies of a domain none of whose servers runs. */
function orphaned({ servers }: Topology, places: Place[]): CopyOnMap[] {
  const isDown = (server: string) =>
    places.find((place) => place.servers.includes(server))?.state === 'stopped';
  return places
    .flatMap(({ streams }) => streams)
    .flatMap((copy) =>
      copy.feeds.flatMap(({ api, origin }) => {
        const from = servers.find(({ domain }) => domain && api === apiPrefix(domain));
        if (!from || !isDown(from.name)) return [];
        return {
          from: { server: from.name, stream: origin },
          to: { server: copy.leader ?? copy.server, stream: copy.name },
          waits: unknown,
        };
      }),
    );
}

/** All servers that are joined to some of `servers` by links. */
function reach(servers: string[], links: Topology['links']): string[] {
  const found = new Set(servers);
  for (let size = 0; size < found.size;) {
    size = found.size;
    for (const { from, to } of links) {
      if (found.has(from)) found.add(to);
      else if (found.has(to)) found.add(from);
    }
  }
  return [...found];
}

const unknown: CopyWaits = { words: 'waiting, lag unknown', brief: 'waiting' };

function waitsOf(
  feed: Feed,
  isJoined: boolean,
  origin: StreamView,
  copy: StreamView,
): CopyWaits | undefined {
  if (isJoined && feed.error) return { words: `refused: ${feed.error}`, brief: 'refused' };
  if (isJoined && feed.heard === undefined) return { words: 'not heard yet', brief: 'no word' };
  if (isJoined && !isStalled(feed)) return undefined;
  // Only a mirror of the whole stream has its numbers.
  if (feed.kind === 'source' || feed.filter !== undefined) return unknown;
  const behind = origin.lastSeq - copy.lastSeq;
  return behind > 0
    ? { words: `${behind} behind, waiting`, brief: `${behind} behind` }
    : { words: 'waiting', brief: 'waiting' };
}

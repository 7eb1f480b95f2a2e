import type { LinkSpec } from '../../lab/topology/topology.ts';
import type { Arrangement } from './arrange.ts';
import type { Rect } from './geometry.ts';
import { gateOf } from './gates.ts';
import { buildRoad, type Road } from './road.ts';
import { fitRoadWords, type RoadWords } from './road-words.ts';
import type { Ground } from './territories.ts';

/** A link as drawn, and where its words stand if there is room for them. */
export interface MapRoad extends Road {
  words?: RoadWords;
}

type Station = Arrangement['stations'][number];

const named = (stations: Station[], name: string): Station =>
  stations.find(({ server }) => server.name === name)!;

/** Inside the neatline. */
const frameOf = (width: number, height: number): Rect => ({
  x: 12,
  y: 12,
  w: width - 24,
  h: height - 24,
});

/** All roads of a map; each goes around the stations in its way. */
export function buildRoads(links: LinkSpec[], arrangement: Arrangement, grounds: Ground[]): Road[] {
  const { width, height, stations } = arrangement;
  const groundOf = ({ server }: Station) =>
    grounds.find(({ domain }) => domain === server.domain)?.rect;
  return links.map((link) => {
    const [from, to] = [named(stations, link.from), named(stations, link.to)];
    return buildRoad(link, {
      start: gateOf(link, link.from, links, arrangement),
      end: gateOf(link, link.to, links, arrangement),
      fromTerritory: groundOf(from),
      toTerritory: groundOf(to),
      obstacles: stations.filter((s) => s !== from && s !== to).map(({ rect }) => rect),
      frame: frameOf(width, height),
    });
  });
}

/** Gives each road its words, where they hide neither what is in `taken` nor each other. */
export function nameRoads(
  roads: Road[],
  { width, height, fontSize }: Arrangement,
  taken: Rect[],
  grounds: Ground[],
): MapRoad[] {
  const boxes = [...taken];
  const territories = grounds.map(({ rect }) => rect);
  return roads.map((road) => {
    const frame = frameOf(width, height);
    const words = fitRoadWords(road, { frame, taken: boxes, roads, territories, fontSize });
    if (!words) return road;
    boxes.push(...words.boxes);
    return { ...road, words };
  });
}

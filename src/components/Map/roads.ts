import type { LinkSpec, Point } from '../../lab/topology.ts';
import type { Arrangement } from './arrange.ts';
import type { Rect } from './geometry.ts';
import { buildRoad, type Road } from './road.ts';
import { placeWords, type RoadWords } from './roadWords.ts';
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

const SPREAD = 20;

/** Where along the edge of station `end` the road of `link` ends, when others come from the same side. */
function offsetOf(link: LinkSpec, end: string, links: LinkSpec[], stations: Station[]): Point {
  const centre = (name: string): Point => {
    const { rect } = named(stations, name);
    return { x: rect.x + rect.w / 2, y: rect.y };
  };
  const here = centre(end);
  const wayOf = ({ from, to }: LinkSpec) => {
    const there = centre(from === end ? to : from);
    const across = Math.abs(there.x - here.x) > Math.abs(there.y - here.y);
    const side = across ? Math.sign(there.x - here.x) : 2 * Math.sign(there.y - here.y);
    return { across, side, order: across ? there.y : there.x };
  };
  const { across, side } = wayOf(link);
  const sharing = links
    .filter((other) => [other.from, other.to].includes(end) && wayOf(other).side === side)
    .sort((a, b) => wayOf(a).order - wayOf(b).order);
  const shift = (sharing.indexOf(link) - (sharing.length - 1) / 2) * SPREAD;
  return across ? { x: 0, y: shift } : { x: shift, y: 0 };
}

/** All roads of a map; each goes around the stations in its way. */
export function buildRoads(
  links: LinkSpec[],
  { width, height, stations }: Arrangement,
  grounds: Ground[],
): Road[] {
  const groundOf = ({ server }: Station) =>
    grounds.find(({ domain }) => domain === server.domain)?.rect;
  return links.map((link) => {
    const [from, to] = [named(stations, link.from), named(stations, link.to)];
    return buildRoad(link, {
      from: from.rect,
      to: to.rect,
      fromTerritory: groundOf(from),
      toTerritory: groundOf(to),
      fromOffset: offsetOf(link, link.from, links, stations),
      toOffset: offsetOf(link, link.to, links, stations),
      obstacles: stations.filter((s) => s !== from && s !== to).map(({ rect }) => rect),
      frame: frameOf(width, height),
    });
  });
}

/** Gives each road its words, where they hide neither what is in `taken` nor each other. */
export function nameRoads(roads: Road[], { width, height }: Arrangement, taken: Rect[]): MapRoad[] {
  const boxes = [...taken];
  return roads.map((road) => {
    const others = roads.filter((other) => other !== road);
    const words = placeWords(road, frameOf(width, height), boxes, others);
    if (!words) return road;
    boxes.push(words.box);
    return { ...road, words };
  });
}

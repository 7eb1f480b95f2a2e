import type { Point, Topology } from '../lab/topology/topology.ts';
import type { BenchState } from './bench.ts';

type Places = BenchState['places'];

/** How far from the middle of its axis a server is drawn, whatever a link that somebody sent says. */
const farthest = 5000;
/** Room between a server that was moved and the frame of the map; less where the map leaves less as it is. */
const margin = { x: 140, y: 116 };
/** Between two stations: of one domain, and of two, which each have a border around them. */
const gaps = { same: { x: 20, y: 20 }, other: { x: 56, y: 72 } };

/** The smallest step of a server on the map, in map units. */
export const step = 10;

const clamp = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), most);

const bounded = ({ x, y }: Point): Point => ({
  x: clamp(x, -farthest, farthest),
  y: clamp(y, -farthest, farthest),
});

/** A topology with servers where they were moved to, on a map that has room for them. */
export function placed(topology: Topology, places: Places): Topology {
  const { size, outside = [] } = topology;
  const before = [...topology.servers, ...outside];
  if (!before.some(({ name }) => Object.hasOwn(places, name))) return topology;
  const at = new Map(
    before.map((each) => [
      each.name,
      Object.hasOwn(places, each.name) ? bounded(places[each.name]!) : each.at,
    ]),
  );
  const along = (axis: 'x' | 'y', length: number) => {
    const room = Math.min(margin[axis], ...before.map((each) => each.at[axis]));
    const all = [...at.values()].map((each) => each[axis]);
    const shift = Math.max(0, room - Math.min(...all));
    return { shift, length: Math.max(length, Math.max(...all) + margin[axis]) + shift };
  };
  const [across, down] = [along('x', size.width), along('y', size.height)];
  const put = <T extends { name: string }>(each: T) => {
    const { x, y } = at.get(each.name)!;
    return { ...each, at: { x: x + across.shift, y: y + down.shift } };
  };
  return {
    ...topology,
    size: { width: across.length, height: down.length },
    servers: topology.servers.map(put),
    ...(outside.length > 0 && { outside: outside.map(put) }),
  };
}

/** A topology with one server elsewhere on the same map: no further than its frame. */
export function withServerAt(topology: Topology, server: string, to: Point): Topology {
  const { width, height } = topology.size;
  const at = { x: clamp(to.x, 0, width), y: clamp(to.y, 0, height) };
  return {
    ...topology,
    servers: topology.servers.map((each) => (each.name === server ? { ...each, at } : each)),
  };
}

/** A place on a map by steps, so that servers come to stand in rows. */
const inSteps = ({ x, y }: Point): Point => ({
  x: Math.round(x / step) * step,
  y: Math.round(y / step) * step,
});

/**
 * The place nearest to one on the map of a topology at which a server hides no other.
 * @param station the size of what is drawn for a server
 */
export function freeNear(
  { servers, outside = [] }: Topology,
  server: string,
  to: Point,
  station: { w: number; h: number },
): Point {
  const own = servers.find(({ name }) => name === server);
  const others = [...servers, ...outside].filter(({ name }) => name !== server);
  const isFree = ({ x, y }: Point) =>
    others.every((other) => {
      const same = 'domain' in other && other.domain !== undefined && other.domain === own?.domain;
      const gap = same ? gaps.same : gaps.other;
      return (
        Math.abs(other.at.x - x) >= station.w + gap.x ||
        Math.abs(other.at.y - y) >= station.h + gap.y
      );
    });
  const start = inSteps(to);
  // Squares around it, each one step larger: behind the outermost server all is free.
  for (let ring = 0; ; ring += 1) {
    const free = ringAround(start, ring).filter(isFree);
    const nearest = free.toSorted((a, b) => distance(a, start) - distance(b, start))[0];
    if (nearest) return nearest;
  }
}

function ringAround({ x, y }: Point, ring: number): Point[] {
  if (ring === 0) return [{ x, y }];
  const points: Point[] = [];
  for (let i = -ring; i <= ring; i += 1) {
    points.push(
      { x: x + i * step, y: y - ring * step },
      { x: x + i * step, y: y + ring * step },
      { x: x - ring * step, y: y + i * step },
      { x: x + ring * step, y: y + i * step },
    );
  }
  return points;
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/**
 * The places of a bench once a server was moved on its map.
 * @param drawn the map as it is drawn now; places are kept without what makes room at its left and at its top
 */
export function movedTo(
  tidy: Topology,
  places: Places,
  drawn: Topology,
  server: string,
  to: Point,
): Places {
  const was = atOf(drawn, server);
  const kept = Object.hasOwn(places, server) ? bounded(places[server]!) : atOf(tidy, server);
  return {
    ...places,
    [server]: bounded({ x: kept.x + to.x - was.x, y: kept.y + to.y - was.y }),
  };
}

/** Where a server stands, by the one that is nearest to it. */
export function placeWords({ servers }: Topology, server: string): string {
  const own = servers.find(({ name }) => name === server);
  const others = servers.filter(({ name }) => name !== server);
  if (!own) return '';
  const [nearest] = others.toSorted((a, b) => distance(a.at, own.at) - distance(b.at, own.at));
  if (!nearest) return `${server} is moved`;
  const [x, y] = [own.at.x - nearest.at.x, own.at.y - nearest.at.y];
  const side =
    Math.abs(x) > Math.abs(y)
      ? x < 0
        ? 'to the left of'
        : 'to the right of'
      : y < 0
        ? 'above'
        : 'below';
  return `${server} is ${side} ${nearest.name}`;
}

const atOf = ({ servers }: Topology, server: string): Point =>
  servers.find(({ name }) => name === server)!.at;

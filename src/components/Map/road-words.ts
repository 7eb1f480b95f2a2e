import type { Point } from '../../lab/topology/topology.ts';
import { inside, overlaps, type Rect } from './geometry.ts';
import { along, isAcross, samples, type Road } from './road.ts';

/** The words of a road, with their position. */
export interface RoadWords {
  x: number;
  anchor: 'start' | 'middle' | 'end';
  /** The baselines of its lines. The first says who dials whom, if there is room for that. */
  name: number | undefined;
  state: number;
  /** Which accounts it binds: the one of the upper or left end stands first. */
  accounts: { text: string; y: number }[];
  /** The room that they take. */
  boxes: Rect[];
}

/** The size of the words, and about how wide a letter and how high a line of them is. */
export const fontSize = 14;
const letterWidth = fontSize / 2;
export const lineHeight = 17;
/** How far a letter reaches above its baseline. */
const ascent = 13;
/** From the middle of a line of words to its baseline. */
const halfLetter = 4.5;

/** How far words keep from the middle of their road: above it and below it to their baselines, beside it to their side. */
const clearance = { above: 15, below: 23, beside: 16, around: 5 };

/** The longest word for a link's state has about this many characters. */
const stateLength = 13;

/** How much of the words is written: all, or what there is room for. */
const amounts = [
  { named: true, accounts: true },
  { named: false, accounts: true },
  { named: true, accounts: false },
  { named: false, accounts: false },
];

/** How far from a border words must stay: it is drawn as by hand. */
const borderRoom = 5;

/** How much higher one end of a level road may lie than the other. */
const levelWithin = 20;

/**
 * Finds a position where the words of a road cover no other part of the map; undefined if there is
 * none.
 */
export function fitRoadWords(
  road: Road,
  frame: Rect,
  taken: Rect[],
  roads: Road[],
  territories: Rect[],
): RoadWords | undefined {
  const bindings = accountLines(road);
  const isFree = (box: Rect) =>
    inside(box, frame) &&
    inside({ x: box.x + box.w, y: box.y + box.h }, frame) &&
    !taken.some((rect) => overlaps(box, rect)) &&
    !roads.some((each) => samples.some((t) => inside(along(each, t), box, clearance.around)));
  const isOffBorders = (box: Rect) =>
    !territories.some((rect) => overlaps(box, grown(rect, borderRoom)) && !holds(rect, box));
  const find = (lines: Lines, isGood: (box: Rect) => boolean) =>
    positionsOf(road, lines).find(({ boxes }) => boxes.every(isGood));
  // Where roads cross, the state of a link has to name the link, or it could be read as the other's.
  const mixed = roads.some((each) => each !== road && cross(each, road));
  for (const { named, accounts } of amounts) {
    if (accounts && !named && bindings.length === 0) continue;
    if (mixed && !named) continue;
    const lines = { named, accounts: accounts ? bindings : [] };
    const found = find(lines, (box) => isFree(box) && isOffBorders(box));
    if (found) return found;
  }
  // Two territories that stand close leave no other position than across their borders.
  const isLevel = Math.abs(road.start.y - road.end.y) < levelWithin;
  return isLevel ? find({ named: false, accounts: bindings }, isFree) : undefined;
}

/** Whether two roads cross, as the straight lines that they nearly are. */
function cross(a: Road, b: Road): boolean {
  const turn = (p: Point, q: Point, r: Point) =>
    Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  return (
    turn(a.start, a.end, b.start) !== turn(a.start, a.end, b.end) &&
    turn(b.start, b.end, a.start) !== turn(b.start, b.end, a.end)
  );
}

const grown = ({ x, y, w, h }: Rect, by: number): Rect => ({
  x: x - by,
  y: y - by,
  w: w + 2 * by,
  h: h + 2 * by,
});

const holds = (outer: Rect, { x, y, w, h }: Rect): boolean =>
  inside({ x, y }, outer, -borderRoom) && inside({ x: x + w, y: y + h }, outer, -borderRoom);

interface Lines {
  named: boolean;
  accounts: string[];
}

/** The positions that are tried, the best first. */
function positionsOf(road: Road, lines: Lines): RoadWords[] {
  const middle = (road.leaves + road.enters) / 2;
  const points = [0, -0.1, 0.1, -0.2, 0.2].map((by) => along(road, middle + by));
  return points.flatMap((at) =>
    isAcross(road)
      ? [aboveAndBelow(road, at, lines)]
      : [beside(road, at, lines, 'start'), beside(road, at, lines, 'end')],
  );
}

const nameLength = ({ link: { from, to } }: Road) => `${from} dials ${to}`.length;

const widthOf = (...lengths: number[]) => Math.max(...lengths) * letterWidth;

const boxAt = (x: number, baseline: number, w: number, lines = 1): Rect => ({
  x,
  y: baseline - ascent,
  w,
  h: lines * lineHeight,
});

/** Its name above the road and the rest below it, clear of its slope. */
function aboveAndBelow(road: Road, { x }: Point, { named, accounts }: Lines): RoadWords {
  const [wide, narrow] = [
    widthOf(nameLength(road)),
    widthOf(stateLength, ...accounts.map(({ length }) => length)),
  ];
  const levels = (w: number) =>
    samples
      .map((t) => along(road, t))
      .filter((p) => Math.abs(p.x - x) <= w / 2 + 4)
      .map(({ y }) => y);
  const name = Math.min(...levels(wide)) - clearance.above;
  const state = Math.max(...levels(narrow)) + clearance.below;
  const boxes = [boxAt(x - narrow / 2, state, narrow, 1 + accounts.length)];
  if (named) boxes.push(boxAt(x - wide / 2, name, wide));
  return {
    x,
    anchor: 'middle',
    name: named ? name : undefined,
    state,
    accounts: accounts.map((text, i) => ({ text, y: state + (i + 1) * lineHeight })),
    boxes,
  };
}

/** All of it beside a road that runs up or down. */
function beside(
  road: Road,
  at: Point,
  { named, accounts }: Lines,
  anchor: 'start' | 'end',
): RoadWords {
  const count = (named ? 2 : 1) + accounts.length;
  const w = widthOf(
    stateLength,
    ...(named ? [nameLength(road)] : []),
    ...accounts.map(({ length }) => length),
  );
  const first = at.y + halfLetter - ((count - 1) * lineHeight) / 2;
  const x = at.x + (anchor === 'start' ? clearance.beside : -clearance.beside);
  const state = named ? first + lineHeight : first;
  return {
    x,
    anchor,
    name: named ? first : undefined,
    state,
    accounts: accounts.map((text, i) => ({ text, y: state + (i + 1) * lineHeight })),
    boxes: [boxAt(anchor === 'start' ? x : x - w, first, w, count)],
  };
}

/** Which account of one end each account of the other is. */
function accountLines(road: Road): string[] {
  const { link, start, end } = road;
  const dialsFirst = isAcross(road) ? start.x < end.x : start.y < end.y;
  return (link.accounts ?? []).map(({ local, remote }) =>
    dialsFirst ? `${local} – ${remote}` : `${remote} – ${local}`,
  );
}

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
  /** Whether the state has room for its brief words only. */
  brief: boolean;
  /** Which accounts it binds: the one of the upper or left end stands first. */
  accounts: { text: string; y: number }[];
  /** From one line to the next. */
  lineHeight: number;
  /** The room that they take. */
  boxes: Rect[];
}

/** The measures of words of a size: about how wide a letter is, how high a line, and how far a letter reaches above its baseline. */
const measuresOf = (fontSize: number) => ({
  letterWidth: fontSize / 2,
  lineHeight: Math.round(fontSize * 1.2),
  ascent: fontSize * 0.93,
  /** From the middle of a line of words to its baseline. */
  halfLetter: fontSize * 0.32,
});

type Measures = ReturnType<typeof measuresOf>;

/** How far words keep from the middle of their road: above it and below it to their baselines, beside it to their side. */
const clearance = { above: 15, below: 24, beside: 16, around: 5 };

/** The longest words for a link's state have about this many characters. */
const stateLengths = { full: 13, brief: 9 };

/** How much of the words is written: all, or what there is room for. */
const amounts = [
  { named: true, accounts: true, brief: false },
  { named: false, accounts: true, brief: false },
  { named: false, accounts: true, brief: true },
  { named: true, accounts: false, brief: false },
  { named: false, accounts: false, brief: false },
  { named: false, accounts: false, brief: true },
];

/** How far from a border words must stay: it is drawn as by hand. */
const borderRoom = 5;

/** What else is on the map. */
interface Surroundings {
  frame: Rect;
  taken: Rect[];
  roads: Road[];
  territories: Rect[];
  fontSize: number;
}

/**
 * Finds a position where the words of a road cover no other part of the map; undefined if there is
 * none.
 */
export function fitRoadWords(
  road: Road,
  { frame, taken, roads, territories, fontSize }: Surroundings,
): RoadWords | undefined {
  const measures = measuresOf(fontSize);
  const bindings = accountLines(road);
  const isFree = (box: Rect) =>
    inside(box, frame) &&
    inside({ x: box.x + box.w, y: box.y + box.h }, frame) &&
    !taken.some((rect) => overlaps(box, rect)) &&
    !roads.some((each) => samples.some((t) => inside(along(each, t), box, clearance.around)));
  const isOffBorders = (box: Rect) =>
    !territories.some((rect) => overlaps(box, grown(rect, borderRoom)) && !holds(rect, box));
  const isGood = (box: Rect) => isFree(box) && isOffBorders(box);
  // Where roads cross, the state of a link has to name the link, or it could be read as the other's.
  const mixed = roads.some((each) => each !== road && cross(each, road));
  for (const { named, accounts, brief } of amounts) {
    if (accounts && !named && bindings.length === 0) continue;
    if (mixed && !named) continue;
    const lines = { named, brief, accounts: accounts ? bindings : [] };
    const found = positionsOf(road, lines, measures).find(({ boxes }) => boxes.every(isGood));
    if (found) return found;
  }
  return undefined;
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
  brief: boolean;
  accounts: string[];
}

/** The positions that are tried, the best first. */
function positionsOf(road: Road, lines: Lines, measures: Measures): RoadWords[] {
  const middle = (road.leaves + road.enters) / 2;
  const points = [0, -0.1, 0.1, -0.2, 0.2].map((by) => along(road, middle + by));
  return points.flatMap((at) =>
    isAcross(road)
      ? [aboveAndBelow(road, at, lines, measures)]
      : (['start', 'end'] as const).map((anchor) => beside(road, at, lines, anchor, measures)),
  );
}

const nameLength = ({ link: { from, to } }: Road) => `${from} dials ${to}`.length;

const stateLength = ({ brief }: Lines) => (brief ? stateLengths.brief : stateLengths.full);

const widthOf = ({ letterWidth }: Measures, ...lengths: number[]) =>
  Math.max(...lengths) * letterWidth;

const boxAt = (
  { ascent, lineHeight }: Measures,
  [x, baseline]: [number, number],
  w: number,
  lines = 1,
): Rect => ({ x, y: baseline - ascent, w, h: lines * lineHeight });

/** Its name above the road and the rest below it, clear of its slope. */
function aboveAndBelow(road: Road, { x }: Point, lines: Lines, measures: Measures): RoadWords {
  const { named, accounts, brief } = lines;
  const wide = widthOf(measures, nameLength(road));
  const narrow = widthOf(measures, stateLength(lines), ...accounts.map(({ length }) => length));
  const levels = (w: number) =>
    samples
      .map((t) => along(road, t))
      .filter((p) => Math.abs(p.x - x) <= w / 2 + 4)
      .map(({ y }) => y);
  const name = Math.min(...levels(wide)) - clearance.above;
  const state = Math.max(...levels(narrow)) + clearance.below;
  const boxes = [boxAt(measures, [x - narrow / 2, state], narrow, 1 + accounts.length)];
  if (named) boxes.push(boxAt(measures, [x - wide / 2, name], wide));
  return {
    x,
    anchor: 'middle',
    name: named ? name : undefined,
    state,
    brief,
    accounts: accounts.map((text, i) => ({ text, y: state + (i + 1) * measures.lineHeight })),
    lineHeight: measures.lineHeight,
    boxes,
  };
}

/** All of it beside a road that runs up or down. */
function beside(
  road: Road,
  at: Point,
  lines: Lines,
  anchor: 'start' | 'end',
  measures: Measures,
): RoadWords {
  const { named, accounts, brief } = lines;
  const { lineHeight, halfLetter } = measures;
  const count = (named ? 2 : 1) + accounts.length;
  const w = widthOf(
    measures,
    stateLength(lines),
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
    brief,
    accounts: accounts.map((text, i) => ({ text, y: state + (i + 1) * lineHeight })),
    lineHeight,
    boxes: [boxAt(measures, [anchor === 'start' ? x : x - w, first], w, count)],
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

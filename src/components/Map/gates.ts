import type { LinkSpec, Point } from '../../lab/topology/topology.ts';
import type { Arrangement } from './arrange.ts';
import type { Rect } from './geometry.ts';

type Side = 'left' | 'right' | 'top' | 'bottom';
type Station = Arrangement['stations'][number];

const centreOf = ({ x, y, w, h }: Rect): Point => ({ x: x + w / 2, y: y + h / 2 });
const apartX = (a: Rect, b: Rect) => a.x + a.w <= b.x || b.x + b.w <= a.x;
const apartY = (a: Rect, b: Rect) => a.y + a.h <= b.y || b.y + b.h <= a.y;

/** Whether another station stands between two of one column, or of one row. */
function isBetween(stations: Station[], a: Rect, b: Rect, along: 'x' | 'y'): boolean {
  const apart = along === 'y' ? apartX : apartY;
  const [least, most] = [centreOf(a)[along], centreOf(b)[along]].sort((one, two) => one - two);
  return stations.some(({ rect }) => {
    const at = centreOf(rect)[along];
    return rect !== a && rect !== b && !apart(rect, a) && at > least! && at < most!;
  });
}

/** The side of `here` by which a road to `there` leaves it. */
function sideOf({ flow, stations }: Arrangement, here: Rect, there: Rect): Side {
  const horizontal = centreOf(there).x > centreOf(here).x ? 'right' : 'left';
  const vertical = centreOf(there).y > centreOf(here).y ? 'bottom' : 'top';
  if (flow === 'across') {
    if (apartX(here, there)) return horizontal;
    return isBetween(stations, here, there, 'y') ? 'left' : vertical;
  }
  if (apartY(here, there)) return vertical;
  return isBetween(stations, here, there, 'x') ? 'top' : horizontal;
}

/** How far apart roads meet one side of a station. */
const spread = 20;
/** How near to a corner. */
const corner = 30;

/**
 * Answers the point where the road of `link` meets the station `end`: on a side at the height of the
 * station's name, clear of its streams. Roads that share a side are in the order of their other ends.
 */
export function gateOf(
  link: LinkSpec,
  end: string,
  links: LinkSpec[],
  arrangement: Arrangement,
): Point {
  const rectOf = (name: string) =>
    arrangement.stations.find(({ server }) => server.name === name)!.rect;
  const here = rectOf(end);
  const far = ({ from, to }: LinkSpec) => rectOf(from === end ? to : from);
  const side = sideOf(arrangement, here, far(link));
  const along = side === 'left' || side === 'right' ? 'y' : 'x';
  const sharing = links
    .filter(
      (each) => [each.from, each.to].includes(end) && sideOf(arrangement, here, far(each)) === side,
    )
    .sort((a, b) => centreOf(far(a))[along] - centreOf(far(b))[along]);
  const [index, count] = [sharing.indexOf(link), sharing.length];
  const { x, y, w, h } = here;
  if (along === 'y') {
    const first = Math.max(18, 28 - ((count - 1) / 2) * spread);
    return { x: side === 'left' ? x : x + w, y: y + first + index * spread };
  }
  const level = side === 'top' ? y : y + h;
  const middle = x + w / 2;
  if (count > 1) {
    const step = Math.min(0.45 * w, w - 2 * corner) / (count - 1);
    return { x: middle + (index - (count - 1) / 2) * step, y: level };
  }
  // A road that is alone leans towards where it leads.
  const room = Math.max(0, w / 2 - corner);
  const lean = 0.35 * (centreOf(far(link)).x - middle);
  return { x: middle + Math.max(-room, Math.min(room, lean)), y: level };
}

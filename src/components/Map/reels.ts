import { headingHeight, rowHeight } from './arrange.ts';
import { round } from './geometry.ts';
import type { StationShape } from './layout.ts';
import type { CopyOnMap, CopyWaits, ReelPlace, ServerOnMap, StreamOnMap } from './types.ts';

/** The streams that a station with this many rows lists; it leaves the last row to say how many more. */
const listed = (streams: StreamOnMap[], rows: number): StreamOnMap[] =>
  streams.length > rows ? streams.slice(0, rows - 1) : streams;

/** The middle of a row, from the top of the station. */
export const middleOf = (row: number): number => headingHeight + row * rowHeight + rowHeight / 2;

/** A stream as its station lists it. */
export interface ListedReel {
  stream: StreamOnMap;
  row: number;
  /** What it lacks, if it is a copy that waits. */
  waits?: CopyWaits;
  /** Whether there is a row below it to say so. */
  told: boolean;
}

/** The streams of a station in its rows. What a copy lacks has a row of its own, while there are enough. */
export function reelsOf(
  { server, rows }: Pick<StationShape, 'server' | 'rows'>,
  live: ServerOnMap | undefined,
  copies: readonly CopyOnMap[],
): ListedReel[] {
  const shown = listed(live?.streams ?? [], rows);
  let spare = rows - (live?.streams ?? []).length;
  let row = 0;
  return shown.map((stream) => {
    const is = ({ to }: CopyOnMap) => to.server === server.name && to.stream === stream.name;
    const waits = copies.find((copy) => is(copy) && copy.waits)?.waits;
    const told = waits !== undefined && spare-- > 0;
    const reel = { stream, row, told, ...(waits && { waits }) };
    row += told ? 2 : 1;
    return reel;
  });
}

/** A line from a reel to the one that copies it. */
export interface CopyLine {
  key: string;
  d: string;
  waits: boolean;
}

function line(
  origin: StationShape,
  originRow: number,
  copy: StationShape,
  copyRow: number,
): string {
  const [a, b] = [origin.rect, copy.rect];
  const [ay, by] = [round(a.y + middleOf(originRow)), round(b.y + middleOf(copyRow))];
  if (a.x + a.w < b.x || b.x + b.w < a.x) {
    const rightward = a.x < b.x;
    const ax = round(rightward ? a.x + a.w : a.x);
    const bx = round(rightward ? b.x - 3 : b.x + b.w + 3);
    const half = round((bx - ax) / 2);
    return `M${ax} ${ay}C${ax + half} ${ay} ${bx - half} ${by} ${bx} ${by}`;
  }
  const [ax, bx] = [round(a.x + a.w), round(b.x + b.w + 3)];
  const out = round(Math.max(ax, bx) + 34);
  return `M${ax} ${ay}C${out} ${ay} ${out} ${by} ${bx} ${by}`;
}

/** One line for each copy whose two ends are listed, on two servers. */
export function copyLines(
  stations: StationShape[],
  servers: Record<string, ServerOnMap>,
  copies: readonly CopyOnMap[],
): CopyLine[] {
  const all = stations.flatMap((station) =>
    reelsOf(station, servers[station.server.name], copies).map((reel) => ({ station, ...reel })),
  );
  const reelAt = ({ server, stream }: ReelPlace) =>
    all.find((reel) => reel.station.server.name === server && reel.stream.name === stream);
  return copies.flatMap(({ from, to, waits }) => {
    const [origin, copy] = [reelAt(from), reelAt(to)];
    if (!origin || !copy || from.server === to.server) return [];
    return {
      key: `${from.server}/${from.stream} ${to.server}/${to.stream}`,
      d: line(origin.station, origin.row, copy.station, copy.row),
      waits: waits !== undefined,
    };
  });
}

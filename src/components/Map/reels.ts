import { headingHeight, rowHeight } from './arrange.ts';
import { round } from './geometry.ts';
import type { StationShape } from './layout.ts';
import type { ServerOnMap, StreamOnMap } from './types.ts';

/** The streams that a station with this many rows lists; it leaves the last row to say how many more. */
export const listed = (streams: StreamOnMap[], rows: number): StreamOnMap[] =>
  streams.length > rows ? streams.slice(0, rows - 1) : streams;

/** The middle of a row, from the top of the station. */
export const middleOf = (row: number): number => headingHeight + row * rowHeight + rowHeight / 2;

/** A mirror's line, from the reel it copies to the reel it fills. */
export interface MirrorLine {
  key: string;
  d: string;
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

/** One line for each mirror whose origin the map shows too. */
export function mirrorLines(
  stations: StationShape[],
  servers: Record<string, ServerOnMap>,
): MirrorLine[] {
  const reels = stations.flatMap((station) =>
    listed(servers[station.server.name]?.streams ?? [], station.rows).map((stream, row) => ({
      station,
      stream,
      row,
    })),
  );
  return reels.flatMap((copy) => {
    const origin = reels.find(
      ({ station, stream }) =>
        station !== copy.station &&
        stream.name === copy.stream.mirrorOf &&
        stream.mirrorOf === undefined,
    );
    if (!origin) return [];
    return {
      key: `${copy.station.server.name}/${copy.stream.name}`,
      d: line(origin.station, origin.row, copy.station, copy.row),
    };
  });
}

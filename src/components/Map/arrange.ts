import type { Point, ServerSpec, Topology } from '../../lab/topology.ts';
import type { Rect } from './geometry.ts';

/** Room between a station and the border of its territory. */
export const PAD = { top: 34, bottom: 32 };
const SIDE = 26;

/** A station's height: its heading, and one row for each stream it has room for. */
export const HEADING = 62;
export const ROW = 22;
const heightFor = (rows: number) => HEADING + rows * ROW + 4;

/** Where everything stands, before borders and roads are drawn. */
export interface Arrangement {
  width: number;
  height: number;
  /** How many streams a station lists. */
  rows: number;
  /** Room between a station and the sides of its territory. */
  side: number;
  stations: { server: ServerSpec; rect: Rect }[];
}

const sameDomain = (a: ServerSpec, b: ServerSpec) =>
  a.domain !== undefined && a.domain === b.domain;

const around = (at: Point, w: number, h: number): Rect => ({
  x: at.x - w / 2,
  y: at.y - h / 2,
  w,
  h,
});

/** The smallest room that two servers of the topology leave each other along one axis. */
function room(servers: ServerSpec[], along: 'x' | 'y', across: 'x' | 'y', overlap: number): number {
  const needs = { x: 2 * SIDE + 60, y: PAD.top + PAD.bottom + 12 }[along];
  let least = Infinity;
  for (const a of servers) {
    for (const b of servers) {
      if (a === b || Math.abs(a.at[across] - b.at[across]) >= overlap) continue;
      const gap = sameDomain(a, b) ? 28 : needs;
      least = Math.min(least, Math.abs(a.at[along] - b.at[along]) - gap);
    }
  }
  return least;
}

/** The map as its topology lays it out, with stations as large as their neighbours allow. */
export function arrangeWide({ servers, size }: Topology): Arrangement {
  const w = Math.max(116, Math.min(212, room(servers, 'x', 'y', 90)));
  const toFrame = servers.map(
    ({ at }) => 2 * Math.min(at.y - PAD.top, size.height - at.y - PAD.bottom) - 34,
  );
  const free = Math.min(room(servers, 'y', 'x', w), ...toFrame);
  const rows = [3, 2, 1].find((n) => heightFor(n) <= free) ?? 1;
  const stations = servers.map((server) => ({
    server,
    rect: around(server.at, w, heightFor(rows)),
  }));
  return { ...size, rows, side: SIDE, stations };
}

const COMPACT_WIDTH = 360;
const ROAD = 68;

/** Servers in rows, from the left of the wide map to its right: clusters by three, others by two. */
function rowsOf(servers: ServerSpec[]): ServerSpec[][] {
  const columns: ServerSpec[][] = [];
  for (const server of [...servers].sort((a, b) => a.at.x - b.at.x)) {
    const column = columns.at(-1);
    if (column && server.at.x - column[0]!.at.x < 90) column.push(server);
    else columns.push([server]);
  }
  return columns.flatMap((column) => {
    column.sort((a, b) => a.at.y - b.at.y);
    const most = column.every((server) => sameDomain(column[0]!, server)) ? 3 : 2;
    return Array.from({ length: Math.ceil(column.length / most) }, (_, i) =>
      column.slice(i * most, (i + 1) * most),
    );
  });
}

/** The same map for a narrow page: what stands left to right on the wide one stands top to bottom. */
export function arrangeCompact({ servers }: Topology): Arrangement {
  const rows = servers.length > 3 ? 2 : 3;
  const h = heightFor(rows);
  const stations: Arrangement['stations'] = [];
  let y = 22 + PAD.top;
  let above: ServerSpec | undefined;
  const grid = rowsOf(servers);
  const together = (row: ServerSpec[]) => row.every((server) => sameDomain(row[0]!, server));
  const side = grid.every((row) => row.length === 1 || together(row)) ? SIDE : 13;
  for (const row of grid) {
    const first = row[0]!;
    if (above) y += h + (sameDomain(above, first) ? 30 : PAD.bottom + ROAD + PAD.top);
    const alone = row.length === 1;
    const cell = (COMPACT_WIDTH - (together(row) ? 40 + 2 * side : 24)) / row.length;
    const w = alone ? 264 : cell - (together(row) ? 10 : 2 * side + 8);
    row.forEach((server, i) => {
      const x = COMPACT_WIDTH / 2 + (i - (row.length - 1) / 2) * cell;
      stations.push({ server, rect: { x: x - w / 2, y, w, h } });
    });
    above = row.at(-1);
  }
  return { width: COMPACT_WIDTH, height: y + h + PAD.bottom + 22, rows, side, stations };
}

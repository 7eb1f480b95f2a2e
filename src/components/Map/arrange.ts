import {
  asDrawn,
  type Point,
  type ServerSpec,
  type Topology,
} from '../../lab/topology/topology.ts';
import type { Rect } from './geometry.ts';

/** Room between a station and the border of its territory. */
export const padding = { top: 34, bottom: 32 };
const sideRoom = 22;
/** The same where three stand in a row, so that the words of their roads have room between the borders. */
const narrowSide = 16;

/**
 * The size of all letters but those of names, in map units. A map is drawn no smaller than its letters can be read: see
 * TopologyMap.module.css.
 */
const fontSizes = { wide: 15.5, compact: 14 };

/** A station's height: its heading, and one row for each stream it has room for. */
export const headingHeight = 62;
export const rowHeight = 22;
const heightFor = (rows: number) => headingHeight + rows * rowHeight + 4;

/** Positions and sizes of the stations, before borders and roads are drawn. */
export interface Arrangement {
  width: number;
  height: number;
  /** The way from hub to leaf: roads leave a station on the sides that lie in it, if they can. */
  flow: 'across' | 'down';
  fontSize: number;
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

/** Between members of a cluster: room for both ends of a route, and for its button. */
const memberGap = 42;

/** The smallest room that two servers of the topology leave each other along one axis. */
function room(
  servers: ServerSpec[],
  [along, across]: ['x', 'y'] | ['y', 'x'],
  overlap: number,
  side = sideRoom,
): number {
  const road = side === narrowSide ? 86 : 60;
  const needs = { x: 2 * side + road, y: padding.top + padding.bottom + 12 }[along];
  let least = Infinity;
  for (const a of servers) {
    for (const b of servers) {
      if (a === b || Math.abs(a.at[across] - b.at[across]) >= overlap) continue;
      const gap = sameDomain(a, b) ? memberGap : needs;
      least = Math.min(least, Math.abs(a.at[along] - b.at[along]) - gap);
    }
  }
  return least;
}

/** All that is drawn as a station: the servers, and hubs elsewhere. */
const stationed = ({ servers, outside = [] }: Topology) => [...servers, ...outside.map(asDrawn)];

/**
 * The map as its topology lays it out, with stations as large as their neighbours allow.
 * @param like where servers were moved: the topology before, whose stations keep their size
 */
export function arrangeWide(topology: Topology, like = topology): Arrangement {
  const { w, rows, side } = sizesIn(like);
  const stations = stationed(topology).map((server) => ({
    server,
    rect: around(server.at, w, heightFor(rows)),
  }));
  const { wide: fontSize } = fontSizes;
  return { ...topology.size, flow: 'across', fontSize, rows, side, stations };
}

function sizesIn(topology: Topology): { w: number; rows: number; side: number } {
  const { size } = topology;
  const servers = stationed(topology);
  const roomy = room(servers, ['x', 'y'], 90);
  const side = roomy < 160 ? narrowSide : sideRoom;
  const w = Math.max(116, Math.min(212, room(servers, ['x', 'y'], 90, side)));
  const toFrame = servers.map(
    ({ at }) => 2 * Math.min(at.y - padding.top, size.height - at.y - padding.bottom) - 34,
  );
  const free = Math.min(room(servers, ['y', 'x'], w), ...toFrame);
  const rows = [3, 2, 1].find((n) => heightFor(n) <= free) ?? 1;
  return { w, rows, side };
}

const compactWidth = 360;
const roadLength = 68;
/** The frame of a map, and what a border needs beside it. */
const frameRoom = 22;
const tightRoom = 13;

/** Servers by columns, from the left of the wide map to its right. */
function columnsOf(servers: ServerSpec[]): ServerSpec[][] {
  const columns: ServerSpec[][] = [];
  for (const server of [...servers].sort((a, b) => a.at.x - b.at.x)) {
    const column = columns.at(-1);
    if (column && server.at.x - column[0]!.at.x < 90) column.push(server);
    else columns.push([server]);
  }
  return columns.map((column) => column.sort((a, b) => a.at.y - b.at.y));
}

/**
 * Arranges the same map for a narrow page: columns of the wide map become rows. A cluster of three has
 * no room for its roads in a row, so that such a map keeps its columns.
 */
export function arrangeCompact(topology: Topology): Arrangement {
  const servers = stationed(topology);
  const columns = columnsOf(servers);
  const rows = servers.length > 3 ? 2 : 3;
  return columns.length === 2 && columns.some(({ length }) => length > 2)
    ? inColumns(columns, rows)
    : inRows(columns, rows);
}

/** The columns of the wide map drawn together, and their servers as close as their roads allow. */
function inColumns(columns: ServerSpec[][], rows: number): Arrangement {
  const h = heightFor(rows);
  const gap = 2 * tightRoom + 60;
  const w = (compactWidth - 2 * (frameRoom + tightRoom) - gap) / 2;
  const needed = columns.flatMap((column) =>
    column.slice(1).map((server, i) => {
      const above = column[i]!;
      const apart = sameDomain(above, server) ? memberGap : padding.top + padding.bottom + 12;
      return (h + apart) / (server.at.y - above.at.y);
    }),
  );
  const scale = Math.max(...needed);
  const levels = columns.flat().map(({ at }) => at.y);
  const top = Math.min(...levels);
  const stations = columns.flatMap((column, i) =>
    column.map((server) => ({
      server,
      rect: {
        x: frameRoom + tightRoom + i * (w + gap),
        y: frameRoom + padding.top + (server.at.y - top) * scale,
        w,
        h,
      },
    })),
  );
  const height =
    2 * frameRoom + padding.top + padding.bottom + h + (Math.max(...levels) - top) * scale;
  const { compact: fontSize } = fontSizes;
  return { width: compactWidth, height, flow: 'across', fontSize, rows, side: tightRoom, stations };
}

/** A row for each column of the wide map, with two servers in it at the most. */
function inRows(columns: ServerSpec[][], rows: number): Arrangement {
  const grid = columns.flatMap((column) =>
    Array.from({ length: Math.ceil(column.length / 2) }, (_, i) => column.slice(i * 2, i * 2 + 2)),
  );
  const h = heightFor(rows);
  const side = grid.every((row) => row.length === 1) ? sideRoom : tightRoom;
  const stations: Arrangement['stations'] = [];
  let y = frameRoom + padding.top;
  let above: ServerSpec | undefined;
  for (const row of grid) {
    if (above)
      y += h + (sameDomain(above, row[0]!) ? memberGap : padding.bottom + roadLength + padding.top);
    const cell = (compactWidth - 24) / row.length;
    const w = row.length === 1 ? 264 : cell - 2 * side - 8;
    row.forEach((server, i) => {
      const x = compactWidth / 2 + (i - (row.length - 1) / 2) * cell;
      stations.push({ server, rect: { x: x - w / 2, y, w, h } });
    });
    above = row.at(-1);
  }
  const height = y + h + padding.bottom + frameRoom;
  const { compact: fontSize } = fontSizes;
  return { width: compactWidth, height, flow: 'down', fontSize, rows, side, stations };
}

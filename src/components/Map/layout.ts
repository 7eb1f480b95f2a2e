import type { ServerSpec, Topology } from '../../lab/topology/topology.ts';
import { arrangeCompact, arrangeWide, type Arrangement } from './arrange.ts';
import type { Rect } from './geometry.ts';
import type { Road } from './road.ts';
import { buildRoads, nameRoads, type MapRoad } from './roads.ts';
import { drawTerritory, layGrounds, type TerritoryShape } from './territories.ts';

/** A server as drawn. */
export interface StationShape {
  server: ServerSpec;
  rect: Rect;
  /** How many streams it has room to list. */
  rows: number;
  /** Whether the row below them names its accounts, where there are any but the one that all servers have. */
  namesAccounts: boolean;
  /** The edge at which its clients dock: one where no road arrives, if there is one. */
  dock: 'top' | 'bottom';
}

/** A whole map, ready to draw. */
export interface MapLayout {
  width: number;
  height: number;
  fontSize: number;
  territories: TerritoryShape[];
  stations: StationShape[];
  roads: MapRoad[];
}

function dockOf({ x, y, w, h }: Rect, roads: Road[]): StationShape['dock'] {
  const arrivesAt = (level: number) =>
    roads
      .flatMap(({ start, end }) => [start, end])
      .some((end) => Math.abs(end.y - level) < 1 && end.x >= x && end.x <= x + w);
  return arrivesAt(y + h) && !arrivesAt(y) ? 'top' : 'bottom';
}

/** The height of the tabs of clients. */
export const tabHeight = 21;

/** The room of a station and of its clients. */
export function withTabs({
  rect: { x, y, w, h },
  dock,
}: Pick<StationShape, 'rect' | 'dock'>): Rect {
  return { x, y: dock === 'top' ? y - tabHeight : y, w, h: h + tabHeight };
}

function layout({ links }: Topology, arrangement: Arrangement): MapLayout {
  const { width, height, fontSize, rows, stations } = arrangement;
  const grounds = layGrounds(arrangement);
  const roads = buildRoads(links, arrangement, grounds);
  const territories = grounds.map((ground) => drawTerritory(ground, roads, fontSize));
  const docked = stations.map((station) => ({ ...station, dock: dockOf(station.rect, roads) }));
  const taken = [...docked.map(withTabs), ...territories.map(({ label }) => label)];
  return {
    width,
    height,
    fontSize,
    territories,
    roads: nameRoads(roads, arrangement, taken, grounds),
    stations: docked.map(({ server, rect, dock }) => {
      const namesAccounts = server.accounts !== undefined && rows > 1;
      const listed = namesAccounts ? rows - 1 : rows;
      return { server, rect, rows: listed, namesAccounts, dock };
    }),
  };
}

/** The map as its topology places it, with stations as large as those of `like`. */
export const layoutWide = (topology: Topology, like?: Topology): MapLayout =>
  layout(topology, arrangeWide(topology, like));

/** The map for a column of about 360 px. */
export const layoutCompact = (topology: Topology): MapLayout =>
  layout(topology, arrangeCompact(topology));

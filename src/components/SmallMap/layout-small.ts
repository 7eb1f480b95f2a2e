import type { Topology } from '../../lab/topology/topology.ts';
import { arrangeWide } from '../Map/arrange.ts';
import { bounds, type Rect } from '../Map/geometry.ts';
import type { StationShape } from '../Map/layout.ts';
import { outline } from '../Map/outline.ts';
import { along, samples, type Road } from '../Map/road.ts';
import { buildRoads } from '../Map/roads.ts';
import { layGrounds, type Ground, type TerritoryShape } from '../Map/territories.ts';

/** A map without words, no larger than the shapes on it. */
export interface SmallLayout {
  /** The part of the map that is shown, in map units. */
  frame: Rect;
  territories: (Ground & Pick<TerritoryShape, 'd'>)[];
  stations: Pick<StationShape, 'server' | 'rect'>[];
  roads: Road[];
}

/** Room between the shapes and the frame, in map units. */
const margin = 30;
/** How wide the frame is at least, so that a server alone is no larger than one of two. */
const leastWidth = 560;
/** How many times as wide as high the frame is. */
const ratio = 1.6;

/** The wide map of a topology without words, in a frame of the same form for all. */
export function layoutSmall(topology: Topology): SmallLayout {
  const arrangement = arrangeWide(topology);
  const { stations } = arrangement;
  const grounds = layGrounds(arrangement);
  const roads = buildRoads(topology.links, arrangement, grounds);
  const places = roads.flatMap((road) => samples.map((t) => ({ ...along(road, t), w: 0, h: 0 })));
  const { x, y, w, h } = bounds([...[...stations, ...grounds].map(({ rect }) => rect), ...places]);
  const height = Math.max(h + 2 * margin, Math.max(w + 2 * margin, leastWidth) / ratio);
  const width = height * ratio;
  return {
    frame: { x: x + (w - width) / 2, y: y + (h - height) / 2, w: width, h: height },
    territories: grounds.map((ground) => {
      // No name stands in the border, so there is no gap in it.
      const middle = ground.rect.x + ground.rect.w / 2;
      return { ...ground, d: outline(ground.rect, { from: middle, to: middle }, ground.domain) };
    }),
    stations,
    roads,
  };
}

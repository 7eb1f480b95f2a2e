import { describe, expect, test } from 'vitest';
import { topologyNamed, topologyNames } from '../../../topologies/index.ts';
import { inside } from '../Map/geometry.ts';
import { layoutWide } from '../Map/layout.ts';
import { along, samples } from '../Map/road.ts';
import { layoutSmall } from './layout-small.ts';

describe.each(topologyNames)('the small map of %s', (name) => {
  const topology = topologyNamed(name);
  const { frame, stations, territories, roads } = layoutSmall(topology);

  test('has the stations, roads and domains of the large one', () => {
    const large = layoutWide(topology);
    const rects = (shapes: readonly { rect: unknown }[]) => shapes.map(({ rect }) => rect);
    expect(rects(stations)).toEqual(rects(large.stations));
    expect(rects(territories)).toEqual(rects(large.territories));
    expect(roads.map(({ d }) => d)).toEqual(large.roads.map(({ d }) => d));
  });

  test('has all of it within its frame, which is of the form of all', () => {
    const corners = [...stations, ...territories].flatMap(({ rect: { x, y, w, h } }) => [
      { x, y },
      { x: x + w, y: y + h },
    ]);
    const points = roads.flatMap((road) => samples.map((t) => along(road, t)));
    for (const point of [...corners, ...points]) expect(inside(point, frame)).toBe(true);
    expect(frame.w / frame.h).toBeCloseTo(1.6);
  });
});

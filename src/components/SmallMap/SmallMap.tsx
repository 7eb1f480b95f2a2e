import clsx from 'clsx';
import { memo, useMemo, type CSSProperties } from 'react';
import type { Topology } from '../../lab/topology/topology.ts';
import { round } from '../Map/geometry.ts';
import { atStart } from '../Map/rest.ts';
import Road, { Gates } from '../Map/Road.tsx';
import { Place } from '../Map/Station.tsx';
import station from '../Map/Station.module.css';
import territory from '../Map/Territory.module.css';
import type { LinkOnMap } from '../Map/types.ts';
import { layoutSmall, type SmallLayout } from './layout-small.ts';
import styles from './SmallMap.module.css';

/** The width at which signs have their usual size, in pixels. */
const usualWidth = 170;

interface Props {
  topology: Topology;
  /** Links that are not as the configurations have them at the start, by name. */
  links?: Record<string, LinkOnMap>;
  /** How many clients dock at each server. */
  clients?: number;
}

/**
 * A picture of a topology for a list: the shapes of its map without words, as large as its place. It stands beside text
 * that says the same, and is for the eye only.
 */
const SmallMap = memo(function SmallMap({ topology, links, clients = 0 }: Props) {
  const { frame, territories, stations, roads } = useMemo(() => layoutSmall(topology), [topology]);
  const states = useMemo(() => ({ ...atStart(topology), ...links }), [topology, links]);
  const { x, y, w, h } = frame;
  const sign = round((w / usualWidth) * 0.55);
  return (
    <svg
      viewBox={[x, y, w, h].map(Math.round).join(' ')}
      className={styles.map}
      style={{ '--lw-gate': sign } as CSSProperties}
      aria-hidden="true"
    >
      {territories.map(({ domain, d, hue }) => (
        <path
          key={domain}
          d={d}
          className={clsx(territory[hue], territory.ground, territory.border, styles.domain)}
        />
      ))}
      {roads.map((road) => (
        <Road key={road.link.name} road={road} state={states[road.link.name]!} />
      ))}
      {stations.map((each) => (
        <Station key={each.server.name} {...each} sign={sign} clients={clients} />
      ))}
      {roads.map((road) => (
        <Gates key={road.link.name} road={road} state={states[road.link.name]!} knob={false} />
      ))}
    </svg>
  );
});

export default SmallMap;

type StationProps = SmallLayout['stations'][number] & { sign: number; clients: number };

/** A server: its box, its sign in the middle, and its clients below it. */
function Station({ server, rect, sign, clients }: StationProps) {
  const [x, y, w, h] = [rect.x, rect.y, rect.w, rect.h].map(round) as [
    number,
    number,
    number,
    number,
  ];
  const step = w / (clients + 1);
  return (
    <g transform={`translate(${x} ${y})`} className={station[server.role]}>
      {Array.from({ length: clients }, (_, i) => (
        <rect
          key={i}
          x={round((i + 0.65) * step)}
          y={h - 8}
          width={round(0.7 * step)}
          height="32"
          rx="5"
          className={styles.client}
        />
      ))}
      <rect width={w} height={h} rx="9" className={clsx(station.box, styles.box)} />
      <g transform={`translate(${round(w / 2)} ${round(h / 2)}) scale(${sign})`}>
        <Place role={server.role} x={0} y={0} />
      </g>
    </g>
  );
}

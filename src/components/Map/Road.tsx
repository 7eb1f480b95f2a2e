import clsx from 'clsx';
import { memo } from 'react';
import { round } from './geometry.ts';
import { along } from './road.ts';
import type { MapRoad } from './roads.ts';
import styles from './Road.module.css';
import { fontSize, lineHeight } from './road-words.ts';
import type { LinkOnMap } from './types.ts';

/** The direction of the road at `t`, in degrees. */
function heading(road: MapRoad, t: number): number {
  const [a, b] = [along(road, t - 0.02), along(road, t + 0.02)];
  return round((Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI);
}

interface RoadProps {
  road: MapRoad;
  /** Absent on the still map. */
  state: LinkOnMap | undefined;
}

/** A leaf connection, drawn beneath the stations: a road, with who dials whom where there is room. */
const Road = memo(function Road({ road, state }: RoadProps) {
  return (
    <g className={clsx(styles.road, state && styles[state.state])}>
      <path d={road.d} pathLength="100" className={styles.casing} />
      <path d={road.d} pathLength="100" className={styles.surface} />
      {state?.state === 'cut' && <Break road={road} />}
      <RoadWords road={road} state={state} />
    </g>
  );
});

export default Road;

/** The cut of a road: a bar at each end of the gap that its dashes leave. */
function Break({ road }: { road: MapRoad }) {
  return [0.45, 0.55].map((t) => {
    const { x, y } = along(road, t);
    return (
      <path
        key={t}
        d="M0-8V8"
        className={styles.break}
        transform={`translate(${round(x)} ${round(y)}) rotate(${heading(road, t)})`}
      />
    );
  });
}

/**
 * Its ends, drawn above the stations: an arrowhead where it was dialled, an open port where not. In its
 * middle, where there is something to press, a knob, unless it is cut there.
 */
export const Gates = memo(function Gates({ road, state }: RoadProps) {
  const { start, end } = road;
  const middle = along(road, 0.5);
  return (
    <g className={clsx(state && styles[state.state])}>
      {state && state.state !== 'cut' && (
        <circle cx={round(middle.x)} cy={round(middle.y)} r="6" className={styles.knob} />
      )}
      <path
        d="M-1-7 13 0-1 7Z"
        className={styles.arrow}
        transform={`translate(${round(start.x)} ${round(start.y)}) rotate(${heading(road, 0.02)})`}
      />
      <circle cx={round(end.x)} cy={round(end.y)} r="5.5" className={styles.port} />
    </g>
  );
});

/**
 * The words of a road: the server that dials and the one that listens, the link's state, and its
 * accounts.
 */
function RoadWords({ road, state }: RoadProps) {
  const { link, words } = road;
  if (!words) return null;
  const { x, anchor, accounts } = words;
  return (
    <g textAnchor={anchor} fontSize={fontSize}>
      {words.name !== undefined && (
        <text x={round(x)} y={round(words.name)} className={styles.name}>
          {`${link.from} dials ${link.to}`}
        </text>
      )}
      {state && (
        <text x={round(x)} y={round(words.state)} className={styles.state}>
          {state.words}
        </text>
      )}
      {accounts.map(({ text, y }) => (
        <text
          key={text}
          x={round(x)}
          y={round(state ? y : y - lineHeight)}
          className={styles.account}
        >
          {text}
        </text>
      ))}
    </g>
  );
}

import clsx from 'clsx';
import { memo } from 'react';
import { round } from './geometry.ts';
import { along } from './road.ts';
import type { MapRoad } from './roads.ts';
import styles from './Road.module.css';
import type { LinkOnMap } from './types.ts';

/** The direction of the road at `t`, in degrees. */
function heading(road: MapRoad, t: number): number {
  const [a, b] = [along(road, t - 0.02), along(road, t + 0.02)];
  return round((Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI);
}

interface RoadProps {
  road: MapRoad;
  state: LinkOnMap;
}

/** A leaf connection, drawn beneath the stations: a road, with who dials whom where there is room. */
const Road = memo(function Road({ road, state }: RoadProps) {
  // The gap of a cut is a share of its length; other dashes are as long on each road.
  const pathLength = state.state === 'cut' ? 100 : undefined;
  return (
    <g className={clsx(styles.road, styles[state.state])}>
      <path d={road.d} pathLength={pathLength} className={styles.casing} />
      <path d={road.d} pathLength={pathLength} className={styles.surface} />
      {state.state === 'cut' && <Break road={road} />}
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
 * Its ends, drawn above the stations: a dot at the server that dials, an arrowhead at the port of the one that listens.
 * In its middle, where there is something to press, a knob, unless it is cut there.
 */
export const Gates = memo(function Gates({ road, state, knob }: RoadProps & { knob: boolean }) {
  const { start, end } = road;
  const middle = along(road, 0.5);
  return (
    <g className={styles[state.state]}>
      {knob && state.state !== 'cut' && (
        <circle cx={round(middle.x)} cy={round(middle.y)} r="5" className={styles.knob} />
      )}
      <circle cx={round(start.x)} cy={round(start.y)} r="4.5" className={styles.tail} />
      <circle cx={round(end.x)} cy={round(end.y)} r="4.5" className={styles.port} />
      <g transform={`translate(${round(end.x)} ${round(end.y)}) rotate(${heading(road, 0.96)})`}>
        <path d="M-17-6.5-4 0-17 6.5Z" className={styles.arrow} />
      </g>
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
  const { x, anchor, accounts, lineHeight } = words;
  const said = words.brief ? (state.brief ?? state.words) : state.words;
  return (
    <g textAnchor={anchor}>
      {words.name !== undefined && (
        <text x={round(x)} y={round(words.name)} className={styles.name}>
          {`${link.from} dials ${link.to}`}
        </text>
      )}
      {said && (
        <text x={round(x)} y={round(words.state)} className={styles.state}>
          {said}
        </text>
      )}
      {accounts.map(({ text, y }) => (
        <text
          key={text}
          x={round(x)}
          y={round(said ? y : y - lineHeight)}
          className={styles.account}
        >
          {text}
        </text>
      ))}
    </g>
  );
}

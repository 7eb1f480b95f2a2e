import type { CSSProperties } from 'react';
import { round } from './geometry.ts';
import { journeyOf, journeyTime, stopOf, type Journey } from './journey.ts';
import type { MapLayout } from './layout.ts';
import { MarkShape } from './Mark.tsx';
import styles from './Marks.module.css';
import { isAcross, type Road } from './road.ts';
import { fit } from './text.ts';
import type { MarkOnMap } from './types.ts';
import type { Stop } from './useMarks.ts';

/** More marks than this at once on one road are a stream of dots; the rest are not drawn. */
const MOST = 24;

/** The width of a character of a notice. */
const ADVANCE = 6.7;

const px = (n: number) => `${round(n)}px`;

/** Marks on their way along the roads. */
export function MovingMarks({ layout, marks }: { layout: MapLayout; marks: MarkOnMap[] }) {
  return layout.roads.map((road) => (
    <g key={road.link.name}>
      {marks
        .filter(({ link }) => link === road.link.name)
        .slice(0, MOST)
        .map((mark) => (
          <MovingMark key={mark.id} road={road} mark={mark} width={layout.width} />
        ))}
    </g>
  ));
}

function MovingMark({ road, mark, width }: { road: Road; mark: MarkOnMap; width: number }) {
  const journey = journeyOf(road, mark);
  const { start, end, bow } = journey;
  const refused = mark.kind === 'refused';
  const path = {
    '--x0': px(start.x),
    '--y0': px(start.y),
    '--x1': px(end.x),
    '--y1': px(end.y),
    '--bow-x': px(bow.x),
    '--bow-y': px(bow.y),
    '--ms': `${journeyTime(mark)}ms`,
  } as CSSProperties;
  return (
    <g style={path} className={refused ? styles.refused : styles.moving}>
      <g className={styles.bow}>
        <circle r="8.5" className={styles.halo} />
        <MarkShape kind={mark.kind} />
      </g>
      {refused && <Reason text={mark.label} journey={journey} width={width} />}
    </g>
  );
}

/** Why a message was refused: a notice above it or, on a road that runs up or down, ahead of it. */
function Reason({ text, journey, width }: { text: string; journey: Journey; width: number }) {
  const { start, end } = journey;
  const words = fit(text, width - 44, ADVANCE);
  const w = words.length * ADVANCE + 16;
  const [least, most] = [12 + w / 2, width - 12 - w / 2];
  const x = Math.max(least, Math.min(most, end.x)) - end.x;
  const y = isAcross(journey) || end.y < start.y ? -31 : 31;
  return (
    <g transform={`translate(${round(x)} ${y})`} className={styles.reason}>
      <rect x={round(-w / 2)} y="-14" width={round(w)} height="26" rx="4" />
      <text y="3.5">{words}</text>
    </g>
  );
}

/** The same for a reader who asked for less motion: the last few marks at rest, numbered. */
export function NumberedMarks({ layout, trail }: { layout: MapLayout; trail: Stop[] }) {
  return trail.map(({ number, mark }, i) => {
    const road = layout.roads.find(({ link }) => link.name === mark.link);
    if (!road) return null;
    const { x, y } = stopOf(road, mark, i, trail.length);
    const at = isAcross(road) ? { y: -11 } : { x: -17, y: 4 };
    return (
      <g key={number} transform={`translate(${round(x)} ${round(y)})`}>
        <circle r="9" className={styles.halo} />
        <MarkShape kind={mark.kind} />
        <text {...at} className={styles.number}>
          {number}
        </text>
      </g>
    );
  });
}

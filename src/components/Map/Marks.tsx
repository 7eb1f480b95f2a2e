import clsx from 'clsx';
import type { CSSProperties } from 'react';
import { round } from './geometry.ts';
import type { Point } from '../../lab/topology/topology.ts';
import { journeyOf, journeyTime, mostStops, stopOf } from './journey.ts';
import type { MapLayout } from './layout.ts';
import { MarkShape } from './Mark.tsx';
import styles from './Marks.module.css';
import { noticeOf } from './notice.ts';
import type { Road } from './road.ts';
import type { MarkOnMap } from './types.ts';
import type { Stop } from './useMarks.ts';

/** More marks than this at once on one road are a stream of dots; the rest are not drawn. */
const mostMarks = 24;

const px = (n: number) => `${round(n)}px`;

/** Called with a mark that the reader has caught. */
type Catch = ((mark: MarkOnMap) => void) | undefined;

/** Marks on their way along the roads. */
function MovingMarks(props: { layout: MapLayout; marks: MarkOnMap[]; onCatch: Catch }) {
  const { layout, marks, onCatch } = props;
  return layout.roads.map((road) => (
    <g key={road.link.name}>
      {marks
        .filter(({ link }) => link === road.link.name)
        .slice(0, mostMarks)
        .map((mark) => (
          <MovingMark key={mark.id} layout={layout} road={road} mark={mark} onCatch={onCatch} />
        ))}
    </g>
  ));
}

function MovingMark(props: { layout: MapLayout; road: Road; mark: MarkOnMap; onCatch: Catch }) {
  const { layout, road, mark, onCatch } = props;
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
    // Marks are caught by pointer alone: the keyboard finds the messages in the table of the wire.
    <g
      style={path}
      className={clsx(
        refused ? styles.refused : styles.moving,
        mark.quiet && styles.quiet,
        onCatch && styles.catchable,
      )}
      onPointerDown={onCatch && (() => onCatch(mark))}
    >
      <g className={styles.bow}>
        <circle r="8.5" className={styles.halo} />
        <MarkShape kind={mark.kind} />
        {mark.count !== undefined && mark.count > 1 && (
          <text y="-12" className={styles.number}>
            ×{mark.count}
          </text>
        )}
      </g>
      {refused && !mark.quiet && <Reason text={mark.label} at={journey.end} layout={layout} />}
    </g>
  );
}

/** Why a message was refused: a notice where it hides neither a server nor a link, and a line to its place. */
function Reason({ text, at, layout }: { text: string; at: Point; layout: MapLayout }) {
  const notice = noticeOf(layout, at, text);
  if (!notice) return null;
  const { box, lines, lineHeight } = notice;
  const [x, y] = [box.x - at.x, box.y - at.y];
  const middle = { x: x + box.w / 2, y: y + box.h / 2 };
  return (
    <g className={styles.reason}>
      <path d={`M0 0L${round(middle.x)} ${round(middle.y)}`} />
      <rect x={round(x)} y={round(y)} width={round(box.w)} height={round(box.h)} rx="4" />
      {lines.map((line, i) => (
        <text
          key={i}
          x={round(middle.x)}
          y={round(middle.y + (i - (lines.length - 1) / 2) * lineHeight + layout.fontSize * 0.32)}
        >
          {line}
        </text>
      ))}
    </g>
  );
}

/**
 * The same for a reader who asked for less motion: the last few marks at rest, each with its number in place of its
 * shape. The list below the map has both.
 */
function NumberedMarks({ layout, trail }: { layout: MapLayout; trail: Stop[] }) {
  return layout.roads.flatMap((road) => {
    const all = trail.filter(({ mark }) => mark.link === road.link.name);
    const stops = all.slice(-mostStops(road));
    return stops.map(({ number, mark }, i) => {
      const { x, y } = stopOf(road, i, stops.length);
      return (
        <g key={number} transform={`translate(${round(x)} ${round(y)})`} data-kind={mark.kind}>
          <circle r="11" className={styles.stop} />
          <text y={layout.fontSize * 0.34} className={styles.number}>
            {number}
          </text>
        </g>
      );
    });
  });
}

/** Messages on the links, as marks that travel or, in place of motion, as a numbered trail. */
export default function Marks(props: {
  layout: MapLayout;
  marks: MarkOnMap[];
  trail: Stop[] | undefined;
  onCatch: Catch | undefined;
}) {
  const { layout, marks, trail, onCatch } = props;
  return trail ? (
    <NumberedMarks layout={layout} trail={trail} />
  ) : (
    <MovingMarks layout={layout} marks={marks} onCatch={onCatch} />
  );
}

import clsx from 'clsx';
import type { CSSProperties } from 'react';
import { round } from './geometry.ts';
import { journeyOf, journeyTime, stopOf, type Journey } from './journey.ts';
import type { MapLayout } from './layout.ts';
import { MarkShape } from './Mark.tsx';
import styles from './Marks.module.css';
import { isAcross, type Road } from './road.ts';
import { wrap } from './text.ts';
import type { MarkOnMap } from './types.ts';
import type { Stop } from './useMarks.ts';

/** More marks than this at once on one road are a stream of dots; the rest are not drawn. */
const mostMarks = 24;

/** The size of a notice's letters, and about how wide a letter and how high a line of them is. */
const fontSize = 13;
const letterWidth = 6.7;
const lineHeight = 17;

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
          <MovingMark
            key={mark.id}
            road={road}
            mark={mark}
            width={layout.width}
            onCatch={onCatch}
          />
        ))}
    </g>
  ));
}

function MovingMark(props: { road: Road; mark: MarkOnMap; width: number; onCatch: Catch }) {
  const { road, mark, width, onCatch } = props;
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
      className={clsx(refused ? styles.refused : styles.moving, onCatch && styles.catchable)}
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
      {refused && <Reason text={mark.label} journey={journey} width={width} />}
    </g>
  );
}

/** Why a message was refused: a notice above it or, on a road that runs up or down, to its left. */
function Reason({ text, journey, width }: { text: string; journey: Journey; width: number }) {
  const { start, end } = journey;
  const across = isAcross(journey);
  const lines = across
    ? wrap(text, width - 44, letterWidth, 1)
    : wrap(text, end.x - 46, letterWidth, 3);
  const w = Math.max(...lines.map((line) => line.length)) * letterWidth + 16;
  const h = lines.length * lineHeight + 8;
  const [least, most] = [12 + w / 2, width - 12 - w / 2];
  const x = across ? Math.max(least, Math.min(most, end.x)) - end.x : -16 - w / 2;
  const y = across ? -42 : Math.sign(end.y - start.y) * (h / 2 + 12);
  return (
    <g
      transform={`translate(${round(x)} ${round(y)})`}
      fontSize={fontSize}
      className={styles.reason}
    >
      {across && <path d={`M${round(-x)} ${h / 2}V${-y - 9}`} />}
      <rect x={round(-w / 2)} y={-h / 2} width={round(w)} height={h} rx="4" />
      {lines.map((line, i) => (
        <text key={i} y={round((i - (lines.length - 1) / 2) * lineHeight + 4.5)}>
          {line}
        </text>
      ))}
    </g>
  );
}

/** The same for a reader who asked for less motion: the last few marks at rest, numbered. */
function NumberedMarks({ layout, trail }: { layout: MapLayout; trail: Stop[] }) {
  return layout.roads.flatMap((road) => {
    const stops = trail.filter(({ mark }) => mark.link === road.link.name);
    const label = isAcross(road) ? { y: -11 } : { x: -17, y: 4 };
    return stops.map(({ number, mark }, i) => {
      const { x, y } = stopOf(road, i, stops.length);
      return (
        <g key={number} transform={`translate(${round(x)} ${round(y)})`}>
          <circle r="9" className={styles.halo} />
          <MarkShape kind={mark.kind} />
          <text {...label} className={styles.number}>
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

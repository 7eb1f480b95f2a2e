import clsx from 'clsx';
import { useState } from 'react';
import Mark from './Mark.tsx';
import { markWords } from './mark-kinds.ts';
import styles from './Trail.module.css';
import type { MarkOnMap, TopologyMapProps } from './types.ts';
import type { Stop } from './useMarks.ts';

interface TrailProps {
  trail: Stop[];
  /** The last refusals that answer no act of the reader's. */
  quiet: MarkOnMap | undefined;
  links: TopologyMapProps['topology']['links'];
  /** Whether it stands in place of motion: it then has the numbers of the map, the oldest first. */
  calm: boolean;
  onCatch: ((mark: MarkOnMap) => void) | undefined;
}

/** How many are listed; with the numbers of the map, all of them. */
const most = 2;

/**
 * The last messages that crossed, under the map: each a button, since a mark is gone before most
 * readers can catch it. The list stands still while the reader points at it.
 */
export default function Trail({ trail, quiet, links, calm, onCatch }: TrailProps) {
  const [still, setStill] = useState<Stop[]>();
  const stops = still ?? trail;
  const shown = calm ? stops : stops.slice(-most).reverse();
  const freeze = () => setStill(trail);
  const release = () => setStill(undefined);
  const farEnd = (name: string, from: string) => {
    const link = links.find((candidate) => candidate.name === name);
    return link?.from === from ? link.to : link?.from;
  };
  const wayOf = ({ kind, from, held, link }: MarkOnMap) =>
    kind === 'refused' ? `at ${from}` : `${from} → ${held ? 'the cut' : farEnd(link, from)}`;
  return (
    <div className={clsx(styles.crossed, calm && styles.calm)}>
      {shown.length === 0 ? (
        <p className={styles.none}>
          Messages that cross show here. Choose a server or a link to look inside it or to break it.
        </p>
      ) : (
        <ol
          aria-label={`What crossed last, the ${calm ? 'oldest' : 'newest'} first`}
          className={styles.trail}
          start={shown[0]!.number}
          reversed={!calm}
          onPointerEnter={freeze}
          onPointerLeave={release}
          onFocus={freeze}
          onBlur={release}
        >
          {shown.map(({ number, mark }) => (
            <Crossing key={number} {...{ number, mark, calm, onCatch }} way={wayOf(mark)} />
          ))}
        </ol>
      )}
      <p className={styles.foot}>
        {shown.length > 0 && (calm ? 'The newest is last. ' : 'The newest is first. ')}
        {quiet && (
          <button type="button" title={quiet.label} onClick={() => onCatch?.(quiet)}>
            <Mark kind="refused" decorative /> {quiet.words}
          </button>
        )}
      </p>
    </div>
  );
}

interface CrossingProps {
  number: number;
  mark: MarkOnMap;
  calm: boolean;
  /** From where to where. */
  way: string;
  onCatch: TrailProps['onCatch'];
}

/** The end of a subject, which is shown whole, where its middle is cut. */
const tailLength = 14;

function Crossing({ number, mark, calm, way, onCatch }: CrossingProps) {
  const { kind, words, label, count, at } = mark;
  const times = count !== undefined && count > 1 ? ` ×${count}` : '';
  const name = `${markWords[kind]}: ${words}${times}, ${way} ${label}`;
  const cut = Math.max(0, label.length - tailLength);
  return (
    <li>
      <button type="button" title={label} aria-label={name} onClick={() => onCatch?.(mark)}>
        {calm && <span className={styles.number}>{number}</span>}
        <Mark kind={kind} decorative />
        <span className={styles.line}>
          <span className={styles.words}>
            {words}
            {times}
          </span>{' '}
          <code>
            <span>{label.slice(0, cut)}</span>
            <span>{label.slice(cut)}</span>
          </code>
        </span>
        <span className={styles.way}>{way}</span>
        <time dateTime={new Date(at).toISOString()}>{clock(at)}</time>
      </button>
    </li>
  );
}

/** Time of day to the second, as the reader's clock has it. */
const clock = (at: number): string => new Date(at).toTimeString().slice(0, 8);

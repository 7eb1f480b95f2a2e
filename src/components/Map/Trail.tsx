import clsx from 'clsx';
import { useState } from 'react';
import Mark from './Mark.tsx';
import styles from './Trail.module.css';
import type { MarkOnMap, TopologyMapProps } from './types.ts';
import type { Stop } from './useMarks.ts';

interface TrailProps {
  trail: Stop[];
  links: TopologyMapProps['topology']['links'];
  /** Whether it stands in place of motion: it then has the numbers of the map, the oldest first. */
  calm: boolean;
  onCatch: ((mark: MarkOnMap) => void) | undefined;
}

/**
 * The last messages that crossed, under the map: each a button, since a mark is gone before most
 * readers can catch it. The list stands still while the reader points at it.
 */
export default function Trail({ trail, links, calm, onCatch }: TrailProps) {
  const [still, setStill] = useState<Stop[]>();
  const stops = still ?? trail;
  const freeze = () => setStill(trail);
  const release = () => setStill(undefined);
  const farEnd = (name: string, from: string) => {
    const link = links.find((candidate) => candidate.name === name);
    return link?.from === from ? link.to : link?.from;
  };
  if (stops.length === 0) {
    return (
      <p className={clsx(styles.none, calm && styles.calm)}>
        Frames that cross are listed here, to be followed. Choose a server or a link to look inside
        it or to break it.
      </p>
    );
  }
  return (
    <ol
      aria-label="What crossed last"
      className={clsx(styles.trail, calm && styles.calm)}
      start={stops[0]!.number}
      onPointerEnter={freeze}
      onPointerLeave={release}
      onFocus={freeze}
      onBlur={release}
    >
      {(calm ? stops : [...stops].reverse()).map(({ number, mark }) => (
        <li key={number}>
          <button type="button" title={mark.label} onClick={() => onCatch?.(mark)}>
            <Mark kind={mark.kind} />{' '}
            {mark.kind === 'refused'
              ? `at ${mark.from}`
              : `${mark.from} → ${mark.held ? 'the cut' : farEnd(mark.link, mark.from)}`}{' '}
            <code>{mark.label}</code>
            {mark.count !== undefined && mark.count > 1 && ` ×${mark.count}`}
          </button>
        </li>
      ))}
    </ol>
  );
}

import clsx from 'clsx';
import { useEffect, useId, useState, type RefObject } from 'react';
import { isStalled, type FeedLine } from '../../lab/monitoring/feeds.ts';
import { feedPath, type RowBox } from './lines.ts';
import styles from './Streams.module.css';

/** A thin line from each reel to those that copy it. The words beside the copy say the same. */
export default function FeedLines(props: {
  area: RefObject<HTMLElement | null>;
  lines: FeedLine[];
}) {
  const { area, lines } = props;
  const rows = useRows(area, lines);
  const arrow = useId();
  return (
    <svg className={styles.lines} aria-hidden>
      <marker
        id={arrow}
        viewBox="0 0 6 6"
        refX="1"
        refY="3"
        markerWidth="6"
        markerHeight="6"
        orient="auto"
      >
        <path d="M0 0 6 3 0 6Z" className={styles.arrow} />
      </marker>
      {lines.map(({ from, to, feed }) => {
        const [origin, copy] = [rows.get(from), rows.get(to)];
        const d = origin && copy && feedPath(origin, copy);
        return (
          d && (
            <path
              key={`${from} ${to} ${feed.filter ?? ''}`}
              d={d}
              markerEnd={`url(#${arrow})`}
              className={clsx(styles.line, isStalled(feed) && styles.broken)}
            />
          )
        );
      })}
    </svg>
  );
}

type Rows = ReadonlyMap<string, RowBox>;

/** Measures the rows of the streams for as long as there are lines to draw. */
function useRows(area: RefObject<HTMLElement | null>, lines: FeedLine[]): Rows {
  const [rows, setRows] = useState<Rows>(new Map());
  const wanted = lines.map(({ from, to }) => `${from} ${to}`).join();
  useEffect(() => {
    const element = area.current;
    if (!element || wanted === '') return;
    const observer = new ResizeObserver(() => setRows(rowsIn(element)));
    const panels = element.querySelectorAll('[data-place]');
    for (const each of [element, ...panels]) observer.observe(each);
    return () => observer.disconnect();
  }, [area, wanted]);
  return rows;
}

function rowsIn(area: HTMLElement): Rows {
  const { left: x, top: y } = area.getBoundingClientRect();
  const rows = [...area.querySelectorAll<HTMLElement>('[data-stream]')].map((row) => {
    const { left, right, top, height } = row.getBoundingClientRect();
    const panel = (row.closest('[data-place]') ?? area).getBoundingClientRect();
    const box: RowBox = {
      left: left - x,
      right: right - x,
      middle: top + height / 2 - y,
      panel: { left: panel.left - x, right: panel.right - x },
    };
    return [row.dataset['stream']!, box] as const;
  });
  return new Map(rows);
}

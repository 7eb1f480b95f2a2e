import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import clsx from 'clsx';
import {
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
} from 'react';
import type { LinkSpec } from '../../lab/topology/topology.ts';
import { useLab } from '../Lab/context.ts';
import FrameRow from './FrameRow.tsx';
import type { Row } from './rows.ts';
import styles from './Wire.module.css';
import { useNarrow, usePrinting } from './useLayout.ts';

/** How many rows a page of paper is asked to hold at the most: the newest. */
const printedRows = 500;

interface TableProps {
  label: string;
  rows: readonly Row[];
  /** How many rows have come, with those that are gone from the front. */
  added: number;
  /** How many more there are that a pause keeps from the table. */
  later?: number;
  /** The key of the row that the keyboard is on. */
  active: number | undefined;
  onActive: (key: number) => void;
  /** The key of the row whose details are shown. */
  open: number | undefined;
  onOpen: (row: Row) => void;
  /** Whether it begins at its end, and stays there until the reader goes elsewhere. */
  follows?: boolean;
  /** Told when the reader leaves the end, and comes back to it. */
  onAway?: (away: boolean) => void;
  /** Asked to end a pause, for the newest rows. */
  onNewest?: () => void;
  ref: React.RefObject<HTMLDivElement | null>;
}

/**
 * Frames as a grid of which only the rows in view are there. The focus is on the grid as a whole, so
 * that no row which comes or goes can take it away.
 */
export default function FrameTable(props: TableProps) {
  const { label, rows, added, later = 0, active, open, onOpen, follows = false, ref: area } = props;
  const { links } = useLab().session.topology;
  const id = useId();
  const narrow = useNarrow(area);
  const printing = usePrinting();
  /** How many rows there were when the reader left the end; undefined while at the end. */
  const [left, setLeft] = useState(follows ? undefined : 0);
  const following = follows && left === undefined;
  const leave = (from: number | undefined) => {
    setLeft(from);
    props.onAway?.(from !== undefined);
  };
  const [height, headHeight] = useRowHeight(narrow);
  const at = active === undefined ? -1 : rows.findIndex(({ key }) => key === active);

  // eslint-disable-next-line react-hooks/incompatible-library -- no compiler memoizes this component
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => area.current,
    estimateSize: () => height,
    getItemKey: (i) => rows[i]!.key,
    overscan: 8,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    // The row that the grid names as active must be there.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return at < 0 || shown.includes(at) ? shown : [...shown, at].sort((a, b) => a - b);
    },
  });
  useLayoutEffect(() => virtual.measure(), [virtual, height]);

  useLayoutEffect(() => {
    const element = area.current;
    if (element && following) element.scrollTop = element.scrollHeight;
  }, [area, following, added, rows.length, height]);

  const latestAt = useRef(at);
  useEffect(() => {
    latestAt.current = at;
  });
  useEffect(() => {
    if (active !== undefined && latestAt.current >= 0) virtual.scrollToIndex(latestAt.current);
  }, [virtual, active]);

  const note = () => {
    const element = area.current;
    if (!element || !follows) return;
    const { scrollTop, clientHeight, scrollHeight } = element;
    const atEnd = scrollTop + clientHeight > scrollHeight - height;
    if (atEnd === following) return;
    leave(atEnd ? undefined : added);
  };

  const go = (i: number) => {
    const to = Math.max(0, Math.min(rows.length - 1, i));
    props.onActive(rows[to]!.key);
    leave(to === rows.length - 1 ? undefined : (left ?? added));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (rows.length === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((area.current!.clientHeight - headHeight) / height) - 1);
    const from = at < 0 ? (virtual.range?.endIndex ?? 0) : at;
    const targets: Record<string, number> = {
      ArrowDown: from + 1,
      ArrowUp: from - 1,
      PageDown: from + page,
      PageUp: from - page,
      Home: 0,
      End: rows.length - 1,
    };
    const target = targets[event.key];
    if (target !== undefined) go(target);
    else if (event.key === 'Enter' && at >= 0) onOpen(rows[at]!);
    else return;
    event.preventDefault();
  };

  const common = (row: Row, i: number) => ({
    id: `${id}${row.key}`,
    row,
    place: i + 2,
    active: i === at,
    open: row.key === open,
    onOpen,
  });
  const newer = left === undefined ? 0 : added - left + later;
  const endInView = later === 0 && (virtual.range?.endIndex ?? 0) >= rows.length - 1;
  const printed = Math.max(0, rows.length - printedRows);

  return (
    <div className={styles.table} style={{ '--lw-way': wayWidth(links) } as CSSProperties}>
      <div
        ref={area}
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={at < 0 ? undefined : `${id}${active}`}
        tabIndex={0}
        className={clsx(styles.grid, narrow && styles.narrow, printing && styles.printing)}
        onKeyDown={onKeyDown}
        onScroll={note}
      >
        <div role="row" aria-rowindex={1} className={styles.head}>
          <span role="columnheader">Direction</span>
          <span role="columnheader">Frame</span>
          <span role="columnheader">What it is</span>
        </div>
        <div
          role="presentation"
          className={styles.rows}
          style={printing ? undefined : { blockSize: virtual.getTotalSize() }}
        >
          {printing
            ? rows
                .slice(printed)
                .map((row, i) => <FrameRow key={row.key} {...common(row, printed + i)} />)
            : virtual.getVirtualItems().map(({ index, start }) => (
                <FrameRow
                  key={rows[index]!.key}
                  {...common(rows[index]!, index)}
                  style={{
                    blockSize: height,
                    transform: `translateY(${start - headHeight}px)`,
                  }}
                />
              ))}
        </div>
      </div>
      {follows && newer > 0 && !endInView && (
        <button
          type="button"
          className={clsx('button button--primary button--sm', styles.newer)}
          onClick={() => {
            leave(undefined);
            props.onNewest?.();
            area.current?.focus({ preventScroll: true });
          }}
        >
          {newer} newer {newer === 1 ? 'frame' : 'frames'}
        </button>
      )}
    </div>
  );
}

/** Room for the longest direction, and for the word above it. */
function wayWidth(links: readonly LinkSpec[]): string {
  const lengths = links.map(({ from, to }) => `${from} → ${to}`.length);
  return `${Math.min(24, Math.max(10, ...lengths))}ch`;
}

/** The height of a row and of the head, in pixels: they grow with the reader's own font size. */
function useRowHeight(narrow: boolean): [row: number, head: number] {
  const [rem] = useState(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
  return [Math.round((narrow ? 3 : 1.75) * rem), narrow ? 0 : Math.round(1.75 * rem)];
}

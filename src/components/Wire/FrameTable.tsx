import clsx from 'clsx';
import { useId, type CSSProperties, type KeyboardEvent } from 'react';
import type { LinkSpec } from '../../lab/topology/topology.ts';
import { useLab } from '../Lab/context.ts';
import FrameRow from './FrameRow.tsx';
import { rowForKey } from './grid-keys.ts';
import type { Row } from './rows.ts';
import styles from './Wire.module.css';
import { useFollowing } from './useFollowing.ts';
import { useNarrow, usePrinting, useRowHeight } from './useLayout.ts';
import { useVirtualRows } from './useVirtualRows.ts';

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
  const [height, headHeight] = useRowHeight(narrow);
  const at = active === undefined ? -1 : rows.findIndex(({ key }) => key === active);
  const virtual = useVirtualRows(area, rows, { height, headHeight, at, active });
  const end = useFollowing(area, {
    follows,
    added,
    count: rows.length,
    height,
    onAway: props.onAway,
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (rows.length === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((area.current!.clientHeight - headHeight) / height) - 1);
    const from = at < 0 ? (virtual.range?.endIndex ?? 0) : at;
    const to = rowForKey(event.key, { from, page, count: rows.length });
    if (to !== undefined) {
      props.onActive(rows[to]!.key);
      if (to === rows.length - 1) end.toEnd();
      else end.away();
    } else if (event.key === 'Enter' && at >= 0) onOpen(rows[at]!);
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
  const newer = end.missed === undefined ? 0 : end.missed + later;
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
        onScroll={end.onScroll}
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
            end.toEnd();
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

import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import type { Row } from './rows.ts';

interface Measures {
  /** Of a row, in pixels. */
  height: number;
  /** Of the head above the rows, in pixels. */
  headHeight: number;
  /** The index of the active row; -1 if none of the rows is. */
  at: number;
  /** The key of the active row. */
  active: number | undefined;
}

/** The rows of a table that are in view, and the active one, which comes into view when it becomes that. */
export function useVirtualRows(
  area: RefObject<HTMLElement | null>,
  rows: readonly Row[],
  { height, headHeight, at, active }: Measures,
) {
  // eslint-disable-next-line react-hooks/incompatible-library -- no compiler memoizes this hook
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

  const latestAt = useRef(at);
  useEffect(() => {
    latestAt.current = at;
  });
  useEffect(() => {
    if (active !== undefined && latestAt.current >= 0) virtual.scrollToIndex(latestAt.current);
  }, [virtual, active]);
  return virtual;
}

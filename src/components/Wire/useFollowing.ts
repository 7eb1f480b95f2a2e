import { useLayoutEffect, useState, type RefObject } from 'react';

interface Followed {
  /** Whether the table has an end to follow. */
  follows: boolean;
  /** How many rows have come, with those that are gone from the front. */
  added: number;
  /** How many rows there are. */
  count: number;
  /** The height of a row, in pixels. */
  height: number;
  /** Told when the reader leaves the end, and comes back to it. */
  onAway?: ((away: boolean) => void) | undefined;
}

/** Keeps a table at its end while rows come, until the reader goes elsewhere. */
export function useFollowing(area: RefObject<HTMLElement | null>, followed: Followed) {
  const { follows, added, count, height, onAway } = followed;
  /** How many rows had come when the reader left the end; undefined while at the end. */
  const [left, setLeft] = useState(follows ? undefined : 0);
  const following = follows && left === undefined;
  const leave = (from: number | undefined) => {
    setLeft(from);
    onAway?.(from !== undefined);
  };

  useLayoutEffect(() => {
    const element = area.current;
    if (element && following) element.scrollTo({ top: element.scrollHeight });
  }, [area, following, added, count, height]);

  return {
    /** How many rows have come since the reader left the end; undefined while at the end. */
    missed: left === undefined ? undefined : added - left,
    toEnd: () => leave(undefined),
    away: () => leave(left ?? added),
    onScroll: () => {
      const element = area.current;
      if (!element || !follows) return;
      const { scrollTop, clientHeight, scrollHeight } = element;
      const atEnd = scrollTop + clientHeight > scrollHeight - height;
      if (atEnd !== following) leave(atEnd ? undefined : added);
    },
  };
}

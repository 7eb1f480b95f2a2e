import { useEffect, type RefObject } from 'react';

/** Tells the page how high the bar of a class is, as `--lw-bar`: what lies at the end of the screen stands above it. */
export function useBarHeight(bar: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { style } = document.documentElement;
    if (!bar.current) return;
    const seen = new ResizeObserver(([entry]) => {
      style.setProperty('--lw-bar', `${entry!.borderBoxSize[0]!.blockSize}px`);
    });
    seen.observe(bar.current);
    return () => {
      seen.disconnect();
      style.removeProperty('--lw-bar');
    };
  }, [bar]);
}

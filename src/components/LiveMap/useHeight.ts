import { useEffect, type RefObject } from 'react';

const property = '--lw-map-height';

/**
 * Tells the page the height of the map that stays in view: targets of jumps must come to stand below
 * it.
 */
export function useHeight(map: RefObject<HTMLElement | null>, sticky: boolean): void {
  useEffect(() => {
    const element = map.current;
    if (!element || !sticky) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() =>
      style.setProperty(property, `${element.offsetHeight}px`),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      style.removeProperty(property);
    };
  }, [map, sticky]);
}

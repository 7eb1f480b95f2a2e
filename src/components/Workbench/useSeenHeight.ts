import { useEffect, type RefObject } from 'react';

/**
 * Tells a sheet how much of the screen the keyboard on it leaves: not each browser makes the page smaller, and where it
 * does not, the keyboard would cover the prompt.
 */
export function useSeenHeight(sheet: RefObject<HTMLElement | null>, isOpen: boolean): void {
  useEffect(() => {
    const screen = window.visualViewport;
    const style = sheet.current?.style;
    if (!isOpen || !screen || !style) return;
    const tell = () => {
      // Somebody who has zoomed in sees a part of the page, and no keyboard.
      if (screen.scale > 1) return;
      const covered = window.innerHeight - screen.height - screen.offsetTop;
      style.setProperty('--lw-seen', `${screen.height}px`);
      style.setProperty('--lw-covered', `${Math.max(0, covered)}px`);
    };
    tell();
    screen.addEventListener('resize', tell);
    screen.addEventListener('scroll', tell);
    return () => {
      screen.removeEventListener('resize', tell);
      screen.removeEventListener('scroll', tell);
      style.removeProperty('--lw-seen');
      style.removeProperty('--lw-covered');
    };
  }, [sheet, isOpen]);
}

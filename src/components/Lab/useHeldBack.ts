import { useHistory } from '@docusaurus/router';
import { useEffect, useEffectEvent } from 'react';

/** How long the browser may take to come back to an address, in milliseconds, before it is told again. */
const patience = 200;

/** The place of the address among those of this tab; not every browser tells. */
const indexNow = (): number | undefined =>
  (window as { navigation?: { currentEntry?: { index: number } } }).navigation?.currentEntry?.index;

/**
 * Holds back each change to another page of the site: by a link, by Back or Forward, or by a program.
 * @param ask is given what makes the change after all
 */
export function useHeldBack(ask: (go: () => void) => Promise<void>): void {
  const history = useHistory();
  const asks = useEffectEvent((go: () => void) => void ask(go));
  useEffect(() => {
    // The address may already be that of a page which does not arrive: the way back from there is free.
    const here = history.location.pathname;
    let free = false;
    let own = indexNow();
    const freely = (change: () => void) => () => {
      free = true;
      change();
    };
    const unlisten = history.listen(() => (own = indexNow()));
    const unblock = history.block((location, action) => {
      if (location.pathname === here) return undefined;
      if (free) {
        free = false;
        return undefined;
      }
      if (action === 'PUSH') asks(freely(() => history.push(location)));
      else if (action === 'REPLACE') asks(freely(() => history.replace(location)));
      else {
        const there = indexNow();
        // A browser that does not tell has gone back, as it does nearly always.
        const steps = (there !== undefined && own !== undefined && there - own) || -1;
        asks(freely(() => history.go(steps)));
        // After a reload the history no longer knows the way back to this page.
        setTimeout(() => {
          const state = window.history.state as { key?: string } | null;
          if (state?.key !== history.location.key) window.history.go(-steps);
        }, patience);
      }
      return false;
    });
    return () => {
      unblock();
      unlisten();
    };
  }, [history]);
}

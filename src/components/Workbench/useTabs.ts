import { useMemo, useState } from 'react';
import type { PanelTab } from '../LiveMap/panel-place.ts';

/** The name of the tab with the console of a server. */
export const consoleOf = (server: string) => `${server}$`;

/** The tabs of the bench: which is shown, which was before, and the name of the one for what is chosen on the map. */
export interface Shown {
  tab: string;
  /** The tab that was shown last, but for the one of what is chosen. */
  before: string;
  panel: string | undefined;
}

/** Keeps which tab of a bench is shown; `first` is the one at the beginning. */
export function useTabs(first: string) {
  const [shown, setShown] = useState<Shown>({ tab: first, before: first, panel: undefined });
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [show] = useState(() => (tab: string) => {
    setShown(({ panel, before }) => ({ tab, panel, before: tab === panel ? before : tab }));
  });
  const [open] = useState(() => (panel: string | undefined) => {
    setShown(({ tab, before, panel: was }) => {
      if (panel !== undefined) return { tab: panel, before, panel };
      return { tab: tab === was ? before : tab, before, panel };
    });
  });
  const isShown = shown.tab === shown.panel;
  const place: PanelTab = useMemo(() => ({ element, isShown, open }), [element, isShown, open]);
  return { shown, show, place, setElement };
}

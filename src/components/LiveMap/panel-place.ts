import { createContext } from 'react';

/** The tab of a bench that shows what is chosen on its map. */
export interface PanelTab {
  /** Where the panel is drawn, once the tab is there. */
  element: HTMLElement | null;
  isShown: boolean;
  /** Shows the tab under that name; without one, takes it away. */
  open: (name: string | undefined) => void;
}

/** Where the panels of a map are drawn. Below the map, if there is no such place. */
export const PanelPlace = createContext<PanelTab | undefined>(undefined);

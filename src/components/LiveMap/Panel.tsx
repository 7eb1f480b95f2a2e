import { use, useEffect, useEffectEvent, useRef, type ReactNode, type RefObject } from 'react';
import styles from './Inspector.module.css';
import { PanelPlace } from './panel-place.ts';

/** The panel of what is chosen on a map. It takes the focus, and gives it back to the map. */
export default function Panel(props: {
  name: string;
  /** What it is of: the focus comes to the panel with each other thing. */
  of: string;
  /** It leaves the focus where it is: the page has drawn it anew. */
  quiet?: boolean;
  map: RefObject<HTMLElement | null>;
  onClose: () => void;
  children: ReactNode;
}) {
  const { name, of, quiet = false, map, onClose, children } = props;
  const inBench = use(PanelPlace) !== undefined;
  const panel = useRef<HTMLElement>(null);
  // A keyboard user goes on inside the panel, and returns to the map on closing.
  const takesFocus = useEffectEvent(() => !quiet);
  useEffect(() => {
    const before = document.activeElement;
    const drawn = map.current;
    if (takesFocus()) show(panel.current!, inBench);
    return () => {
      if (document.activeElement !== document.body) return;
      // A message that crossed a while ago is no longer listed, so its button is gone.
      const back = before?.isConnected ? before : drawn?.querySelector('button');
      if (back instanceof HTMLElement) back.focus({ preventScroll: true });
    };
  }, [of, map, inBench]);
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-label={name}
      className={styles.inspector}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        // The bench around it stays open.
        event.preventDefault();
        onClose();
      }}
    >
      <button type="button" className={styles.close} aria-label="Close" onClick={onClose}>
        ×
      </button>
      {children}
    </section>
  );
}

/** Brings a panel into view, with the focus in it. */
function show(panel: HTMLElement, inBench: boolean): void {
  panel.focus({ preventScroll: true });
  if (inBench) {
    // In the sheet of a narrow screen it may be above what is seen, with its tab.
    panel.closest('[role=tabpanel]')?.parentElement?.scrollIntoView({ block: 'nearest' });
  } else if (panel.getBoundingClientRect().bottom > window.innerHeight - 40) {
    // Below the screen it would open unseen.
    panel.scrollIntoView({ block: 'nearest' });
  }
}

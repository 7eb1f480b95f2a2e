import { use, useEffect, useRef, type RefObject } from 'react';
import styles from './Inspector.module.css';
import LinkPanel from './LinkPanel.tsx';
import MessagePanel from './MessagePanel.tsx';
import RefusalPanel from './RefusalPanel.tsx';
import ServerPanel from './ServerPanel.tsx';
import { panelName, type Chosen } from './chosen.ts';
import { PanelPlace } from './panel-place.ts';
import { fenced } from '../shared/fenced.ts';

/** The inside of the server, link, message or refusal chosen on the map, with the actions on it. */
function Inspector(props: {
  chosen: Chosen;
  map: RefObject<HTMLElement | null>;
  onClose: () => void;
}) {
  const { chosen, map, onClose } = props;
  const inBench = use(PanelPlace) !== undefined;
  const panel = useRef<HTMLElement>(null);
  const key = keyOf(chosen);
  // A keyboard user goes on inside the panel, and returns to the map on closing.
  useEffect(() => {
    const before = document.activeElement;
    const drawn = map.current;
    panel.current?.focus({ preventScroll: true });
    if (inBench) {
      // In the sheet of a narrow screen it may be above what is seen, with its tab.
      panel.current
        ?.closest('[role=tabpanel]')
        ?.parentElement?.scrollIntoView({ block: 'nearest' });
    } else if ((panel.current?.getBoundingClientRect().bottom ?? 0) > window.innerHeight - 40) {
      // Below the screen it would open unseen.
      panel.current?.scrollIntoView({ block: 'nearest' });
    }
    return () => {
      // A message that crossed a while ago is no longer listed, so its button is gone.
      const back = before?.isConnected ? before : drawn?.querySelector('button');
      if (back instanceof HTMLElement) back.focus({ preventScroll: true });
    };
  }, [key, map, inBench]);
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-label={panelName(chosen)}
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
      {chosen.type === 'server' && <ServerPanel key={key} name={chosen.name} />}
      {chosen.type === 'link' && <LinkPanel key={key} name={chosen.name} />}
      {chosen.type === 'message' && (
        <MessagePanel key={key} seq={chosen.seq} count={chosen.count ?? 1} />
      )}
      {chosen.type === 'refused' && <RefusalPanel key={key} refusals={chosen.refusals} />}
    </section>
  );
}

function keyOf(chosen: Chosen): string {
  switch (chosen.type) {
    case 'message':
      return `message ${chosen.seq}`;
    case 'refused':
      return `refused ${chosen.id}`;
    default:
      return `${chosen.type} ${chosen.name}`;
  }
}

export default fenced('The panel', Inspector);

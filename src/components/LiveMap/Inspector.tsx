import { useEffect, useRef } from 'react';
import styles from './Inspector.module.css';
import LinkPanel from './LinkPanel.tsx';
import MessagePanel from './MessagePanel.tsx';
import RefusalPanel from './RefusalPanel.tsx';
import ServerPanel from './ServerPanel.tsx';
import type { Chosen } from './chosen.ts';
import { fenced } from '../shared/fenced.ts';

/** The inside of the server, link, message or refusal chosen on the map, with the actions on it. */
function Inspector({ chosen, onClose }: { chosen: Chosen; onClose: () => void }) {
  const panel = useRef<HTMLElement>(null);
  const key = keyOf(chosen);
  // A keyboard user goes on inside the panel, and returns to the map on closing.
  useEffect(() => {
    const before = document.activeElement;
    const map = panel.current?.parentElement;
    panel.current?.focus({ preventScroll: true });
    // Below the screen it would open unseen.
    if ((panel.current?.getBoundingClientRect().bottom ?? 0) > window.innerHeight - 40) {
      panel.current?.scrollIntoView({ block: 'nearest' });
    }
    return () => {
      // A message that crossed a while ago is no longer listed, so its button is gone.
      const back = before?.isConnected ? before : map?.querySelector('button');
      if (back instanceof HTMLElement) back.focus({ preventScroll: true });
    };
  }, [key]);
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-label={nameOf(chosen)}
      className={styles.inspector}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
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

function nameOf(chosen: Chosen): string {
  switch (chosen.type) {
    case 'message':
      return 'Message';
    case 'refused':
      return 'Refused';
    default:
      return `${chosen.type} ${chosen.name}`;
  }
}

export default fenced('The panel', Inspector);

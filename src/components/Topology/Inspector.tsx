import { useEffect, useRef } from 'react';
import styles from './Inspector.module.css';
import LinkPanel from './LinkPanel.tsx';
import MessagePanel from './MessagePanel.tsx';
import ServerPanel from './ServerPanel.tsx';
import type { Chosen } from './Topology.tsx';

/** What the reader has chosen on the map, from the inside, with what can be done to it. */
export default function Inspector({ chosen, onClose }: { chosen: Chosen; onClose: () => void }) {
  const panel = useRef<HTMLElement>(null);
  const key = chosen.type === 'message' ? `message ${chosen.seq}` : `${chosen.type} ${chosen.name}`;
  // Whoever chose by keyboard goes on inside, and comes back to the map on closing.
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [key]);
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-label={chosen.type === 'message' ? 'Message' : `${chosen.type} ${chosen.name}`}
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
      {chosen.type === 'message' && <MessagePanel key={key} seq={chosen.seq} />}
    </section>
  );
}

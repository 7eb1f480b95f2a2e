import { useEffect, useRef } from 'react';
import styles from './Inspector.module.css';
import type { Deed } from './useAct.ts';

/** Something that can be done, and what its button says while it is being done. */
export interface Action {
  name: string;
  working: string;
  act: () => Promise<void>;
}

/** Buttons for what can be done now; one that works says so, and a refusal stands below them. */
export default function Actions(props: {
  actions: Action[];
  deed: Deed;
  perform: (name: string, act: () => Promise<void>) => void;
}) {
  const { actions, deed, perform } = props;
  const group = useRef<HTMLDivElement>(null);
  const acted = useRef(false);
  // A button that has done its work may be gone, and the keyboard must not be gone with it.
  useEffect(() => {
    if (!acted.current || document.activeElement !== document.body) return;
    acted.current = false;
    group.current?.querySelector('button')?.focus();
  });
  return (
    <>
      <div ref={group} className={styles.actions}>
        {actions.map(({ name, working, act }) => (
          <button
            key={name}
            type="button"
            className="button button--secondary button--sm"
            aria-disabled={deed.type === 'working'}
            onClick={() => {
              if (deed.type === 'working') return;
              acted.current = true;
              perform(name, act);
            }}
          >
            {deed.type === 'working' && deed.name === name ? working : name}
          </button>
        ))}
      </div>
      {deed.type === 'refused' && (
        <p role="alert" className={styles.refused}>
          {deed.text}
        </p>
      )}
    </>
  );
}

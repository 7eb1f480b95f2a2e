import { useEffect, useRef } from 'react';
import type { Attempt } from '../shared/useAttempt.ts';
import styles from './Inspector.module.css';

/** Something that can be done, and what its button says while it is being done. */
export interface Action {
  name: string;
  working: string;
  act: () => Promise<void>;
}

/** Buttons for what can be done now; one that works says so, and a refusal stands below them. */
export default function Actions(props: {
  actions: Action[];
  attempt: Attempt;
  onAct: (act: () => Promise<void>, name: string) => void;
}) {
  const { actions, attempt, onAct } = props;
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
            aria-disabled={attempt.type === 'working'}
            onClick={() => {
              if (attempt.type === 'working') return;
              acted.current = true;
              onAct(act, name);
            }}
          >
            {attempt.type === 'working' && attempt.doing === name ? working : name}
          </button>
        ))}
      </div>
      {attempt.type === 'failed' && (
        <p role="alert" className={styles.refused}>
          {attempt.why}
        </p>
      )}
    </>
  );
}

import Ask, { type Loss } from '../Press/Ask.tsx';
import Press from '../Press/Press.tsx';
import type { Attempt } from '../shared/useAttempt.ts';
import { useKeptFocus } from '../Press/useKeptFocus.ts';
import styles from './Inspector.module.css';

/** Something that can be done, and what its button says while it is being done. */
export interface Action {
  name: string;
  working: string;
  /** Resolves with what came of it, in words, where the state does not tell. */
  act: () => Promise<unknown>;
  /** What may be lost by it. */
  loss?: Loss;
}

/**
 * Buttons for what can be done now. Those by which something may be lost stand apart. A button that works says so; what
 * was done, or refused, stands below them.
 */
export default function Actions(props: {
  actions: Action[];
  attempt: Attempt<unknown>;
  onAct: (act: () => Promise<unknown>, name: string) => void;
}) {
  const { actions, attempt, onAct } = props;
  const { group, acted } = useKeptFocus<HTMLDivElement>();
  const buttonOf = ({ name, working, act, loss }: Action) => {
    const start = () => {
      acted();
      onAct(act, name);
    };
    const button = {
      name: attempt.type === 'working' && attempt.doing === name ? working : name,
      small: true,
      idle: attempt.type === 'working',
    };
    return loss ? (
      <Ask key={name} {...button} {...loss} look="danger" onYes={start} />
    ) : (
      <Press key={name} {...button} onPress={start} />
    );
  };
  const apart = actions.filter(({ loss }) => loss);
  return (
    <>
      <div ref={group} className={styles.actions}>
        {actions.filter(({ loss }) => !loss).map(buttonOf)}
        {apart.length > 0 && <div className={styles.apart}>{apart.map(buttonOf)}</div>}
      </div>
      {attempt.type === 'failed' && (
        <p role="alert" className={styles.refused}>
          {attempt.why}
        </p>
      )}
      <p role="status" className={styles.note}>
        {attempt.type === 'done' && typeof attempt.value === 'string' && attempt.value}
      </p>
    </>
  );
}

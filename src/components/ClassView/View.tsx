import type { ReactNode } from 'react';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import Press from '../Press/Press.tsx';
import Bench from '../Workbench/Bench.tsx';
import styles from './View.module.css';

/**
 * A bench that runs in another page, with what is said and done about it above.
 * @param missed how many frames and log lines were left out, since the connection was too slow for them
 */
export default function View(props: {
  words: string;
  onlySeen: boolean;
  missed: number;
  children?: ReactNode;
}) {
  const { words, onlySeen, missed, children } = props;
  const { session } = useLab();
  const { state } = useLabSnapshot();
  if (state.type === 'failed')
    return (
      <div className={styles.line}>
        <p role="alert">{state.reason}</p>
        <Press name="Try again" onPress={() => void session.start()} />
      </div>
    );
  if (state.type !== 'running') return <p role="status">Joining the bench…</p>;
  return (
    <>
      <div className={styles.line}>
        <p role="status">{words}</p>
        {children}
        {missed > 0 && (
          <p className={styles.faint}>{missed} frames and log lines were left out on the way.</p>
        )}
      </div>
      <div className={styles.view}>
        <Bench key={String(onlySeen)} onlySeen={onlySeen} onNeeded={() => {}} />
      </div>
    </>
  );
}

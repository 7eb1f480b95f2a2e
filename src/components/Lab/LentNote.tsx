import { useSyncExternalStore } from 'react';
import Press from '../Press/Press.tsx';
import { useLab } from './context.ts';
import { lentLab } from './lent-lab.ts';
import styles from './LabControls.module.css';

/** Says that others see this lab, or change it, while they may. */
export default function LentNote() {
  const { session } = useLab();
  const lent = useSyncExternalStore(lentLab.subscribe, lentLab.get, () => undefined);
  if (lent?.session !== session) return null;
  return (
    <p className={styles.lent} role="status" data-taken={lent.taken || undefined}>
      {lent.words} <Press name="End this" label="Show this lab no more" small onPress={lent.end} />
    </p>
  );
}

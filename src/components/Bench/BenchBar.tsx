import Press from '../Press/Press.tsx';
import { useDesk, useDraft } from './desk-context.ts';
import Outgoing from './Outgoing.tsx';
import styles from './Bench.module.css';

/** The name of the bench, and what is done with it as a whole. */
export default function BenchBar() {
  const { draft } = useDesk();
  const { state, undo, redo } = useDraft();
  return (
    <div className={styles.bar}>
      <input
        className={styles.name}
        aria-label="Name of this bench"
        value={state.name}
        maxLength={80}
        onChange={({ target }) => draft.change('Rename', { name: target.value }, 'name')}
      />
      <Press
        name="Undo"
        label={undo === undefined ? 'Undo' : `Undo: ${undo}`}
        small
        idle={undo === undefined}
        onPress={() => draft.undo()}
      />
      <Press
        name="Redo"
        label={redo === undefined ? 'Redo' : `Redo: ${redo}`}
        small
        idle={redo === undefined}
        onPress={() => draft.redo()}
      />
      <Outgoing />
    </div>
  );
}

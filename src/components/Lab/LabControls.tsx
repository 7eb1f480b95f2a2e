import LabDoor from './LabDoor.tsx';
import Buttons from './Buttons.tsx';
import { useLab, useLabSnapshot } from './context.ts';
import HostPicker, { useHostChoice } from './HostPicker.tsx';
import LentNote from './LentNote.tsx';
import styles from './LabControls.module.css';
import StartNews from './StartNews.tsx';
import { useUnsupported } from './unsupported.ts';

/** Starts and stops the lab, and says how far it is or what went wrong. */
export default function LabControls() {
  const { runsOn } = useLab();
  const { state } = useLabSnapshot();
  const choice = useHostChoice();
  const unsupported = useUnsupported();

  const atRest = state.type === 'idle' || state.type === 'failed';
  if (unsupported && choice.type === 'tab') {
    return (
      <div className={styles.controls} data-page-only>
        <p className={styles.failure} role="alert">
          {unsupported} The guide reads without them. To run them, open this page in a current
          Firefox, Chrome, Edge or Safari.
        </p>
        <HostPicker />
      </div>
    );
  }
  return (
    <div className={styles.controls} data-page-only>
      <Buttons />
      <LentNote />
      <StartNews choice={choice} />
      <div className={styles.below}>
        <HostPicker
          key={state.type === 'failed' ? 'failed' : ''}
          running={atRest ? undefined : runsOn()}
        />
        <LabDoor />
      </div>
    </div>
  );
}

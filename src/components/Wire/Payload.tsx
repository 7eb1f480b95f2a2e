import { useId, useState } from 'react';
import { bestForm, payloadForms, showPayload } from '../shared/payload-text.ts';
import type { KeptPayload, PayloadForm } from '../shared/payload-text.ts';
import styles from './Wire.module.css';

/** Shows a payload as text, JSON or hex. The reader's choice holds for the next frame, too. */
export default function Payload(kept: KeptPayload) {
  const [chosen, setChosen] = useState<PayloadForm>();
  const id = useId();
  const form = chosen ?? bestForm(kept);
  const rest = kept.payloadSize - kept.payload.length;
  return (
    <>
      <fieldset className={styles.forms}>
        <legend>Show as</legend>
        {payloadForms.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name={id}
              checked={each === form}
              onChange={() => setChosen(each)}
            />
            {each}
          </label>
        ))}
      </fieldset>
      <pre tabIndex={0} aria-label="Payload" className={styles.payload}>
        {showPayload(kept, form)}
      </pre>
      {rest > 0 && (
        <p className={styles.none}>
          … and {rest} bytes more, which are counted but not kept on this page.
        </p>
      )}
    </>
  );
}

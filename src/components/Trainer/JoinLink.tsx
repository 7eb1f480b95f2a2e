import { useState } from 'react';
import Press from '../Press/Press.tsx';
import styles from './Door.module.css';

/** The link for attendees, to be copied. A page without TLS has no clipboard: the link is selected there. */
export default function JoinLink({ link }: { link: string }) {
  const [said, setSaid] = useState('');
  const [field, setField] = useState<HTMLInputElement | null>(null);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      setSaid('Copied.');
    } catch {
      field?.focus();
      field?.select();
      setSaid('Selected: copy it with the keys of your machine.');
    }
  };
  return (
    <span className={styles.joinLink}>
      <input
        ref={setField}
        type="text"
        readOnly
        value={link}
        aria-label="Link for attendees"
        onFocus={({ target }) => target.select()}
      />
      <Press name="Copy the link" small onPress={() => void copy()} />
      <span role="status">{said}</span>
    </span>
  );
}

import { useState } from 'react';
import { classify } from '../../lab/wire/classify.ts';
import { useLab } from '../Lab/context.ts';
import FrameDetails from '../Wire/FrameDetails.tsx';
import FramePath from '../Wire/FramePath.tsx';
import styles from './Inspector.module.css';

/** One message: each link that it crossed, under which subject, and why it was sent there. */
export default function MessagePanel({ seq, count }: { seq: number; count: number }) {
  const { wire, held } = useLab().session;
  // Kept: the log of the wire may drop it while it is looked at.
  const [event] = useState(() => wire.find(seq) ?? held.find(seq));
  if (!event)
    return <p className={styles.note}>The log of the wire no longer holds this message.</p>;
  return (
    <>
      <p className={styles.title}>
        <strong>{event.subject}</strong> {classify(event).text}
      </p>
      {count > 1 && (
        <p className={styles.note}>
          The last of {count} of its kind in one moment. The table of the wire has each of them.
        </p>
      )}
      {event.held && (
        <p className={styles.note}>
          It was sent into the cut, and waited there. It crosses once the link is healed.
        </p>
      )}
      <FramePath event={event} />
      <FrameDetails event={event} />
    </>
  );
}

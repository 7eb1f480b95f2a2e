import { useSyncExternalStore } from 'react';
import { classify } from '../../lab/wire/classify.ts';
import { wantedBy } from '../../lab/wire/interest.ts';
import { pathOf } from '../../lab/wire/path.ts';
import { useLab } from '../Lab/context.ts';
import FrameDetails from '../Traffic/FrameDetails.tsx';
import styles from './Inspector.module.css';

/** One message: each link that it crossed, under which subject, and why it was sent there. */
export default function MessagePanel({ seq }: { seq: number }) {
  const { wire } = useLab().session;
  const { events } = useSyncExternalStore(wire.subscribe, wire.snapshot, wire.snapshot);
  const event = events.find((each) => each.seq === seq);
  if (!event)
    return <p className={styles.note}>The log of the wire no longer holds this message.</p>;
  return (
    <>
      <p className={styles.title}>
        <strong>{event.subject}</strong> {classify(event).text}
      </p>
      <ol className={styles.path}>
        {pathOf(events, event).map((hop) => {
          const wanted = wantedBy(events, hop);
          return (
            <li key={hop.seq}>
              {hop.from} → {hop.to} as <code>{hop.subject}</code>
              {wanted && (
                <>
                  , because {hop.to} wants <code>{wanted}</code>
                </>
              )}
            </li>
          );
        })}
      </ol>
      <FrameDetails event={event} />
    </>
  );
}

import { useState } from 'react';
import { classify } from '../../lab/wire/classify.ts';
import type { WireEvent } from '../../lab/wire/event.ts';
import { KIND_WORDS } from '../Map/kinds.ts';
import { Mark } from '../Map/Mark.tsx';
import FrameDetails from './FrameDetails.tsx';
import { markKinds } from './kinds.ts';
import styles from './Traffic.module.css';

/** Frames, the oldest first, each with its direction and what it is. Pressing one shows all of it. */
export default function FrameTable({ events }: { events: readonly WireEvent[] }) {
  const [open, setOpen] = useState<number>();
  return (
    <table className={styles.frames}>
      <thead>
        <tr>
          <th scope="col">Direction</th>
          <th scope="col">Frame</th>
          <th scope="col">What it is</th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => (
          <Row
            key={event.seq}
            event={event}
            open={open === event.seq}
            onToggle={() => setOpen((was) => (was === event.seq ? undefined : event.seq))}
          />
        ))}
      </tbody>
    </table>
  );
}

function Row(props: { event: WireEvent; open: boolean; onToggle: () => void }) {
  const { event, open } = props;
  const { kind, text } = classify(event);
  const mark = markKinds[kind];
  return (
    <>
      <tr>
        <td className={styles.direction}>
          {event.from} → {event.to}
        </td>
        <td>
          <button
            type="button"
            className={styles.frame}
            aria-expanded={open}
            onClick={props.onToggle}
          >
            <span title={KIND_WORDS[mark]}>
              <Mark kind={mark} />
            </span>{' '}
            <code>{event.op}</code> <code className={styles.subject}>{event.subject ?? ''}</code>
          </button>
        </td>
        <td>{text}</td>
      </tr>
      {open && (
        <tr>
          <td colSpan={3}>
            <FrameDetails event={event} />
          </td>
        </tr>
      )}
    </>
  );
}

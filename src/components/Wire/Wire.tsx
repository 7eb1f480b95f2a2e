import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { classify } from '../../lab/wire/classify.ts';
import type { WireEvent } from '../../lab/wire/event.ts';
import { useLab } from '../Lab/context.ts';
import { Mark } from '../Map/index.ts';
import FrameDetails from './FrameDetails.tsx';
import { markKinds } from './kinds.ts';
import styles from './Wire.module.css';

/** How many frames are shown at the most: the newest. */
const most = 200;

/** The frames that cross the lab's links, as they stand on the wire. */
export default function Wire() {
  const { wire } = useLab().session;
  const { events, totals } = useSyncExternalStore(wire.subscribe, wire.snapshot, wire.snapshot);
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState<number>();
  const chosen = all ? events : events.filter(isMessage);
  const shown = chosen.slice(-most);
  const table = useFollow(shown.at(-1)?.seq);
  const crossed = totals.reduce((sum, { frames }) => sum + frames, 0);

  return (
    <section aria-label="The wire" className={styles.wire}>
      <div className={styles.bar}>
        <span role="status">
          {crossed === 0
            ? 'Nothing has crossed yet.'
            : `${crossed} frames crossed, ${shown.length} shown.`}
        </span>
        <label>
          <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />{' '}
          Interest and handshakes too
        </label>
        <button
          type="button"
          className="button button--secondary button--sm"
          disabled={crossed === 0}
          onClick={() => wire.clear()}
        >
          Clear
        </button>
      </div>
      {shown.length === 0 ? (
        <p className={styles.empty}>
          Frames appear here as they cross the link: start the servers, then run a step.
        </p>
      ) : (
        <div className={styles.scroll} ref={table} tabIndex={0} role="region" aria-label="Frames">
          <table>
            <thead>
              <tr>
                <th scope="col">Direction</th>
                <th scope="col">Frame</th>
                <th scope="col">What it is</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((event) => (
                <Row
                  key={event.seq}
                  event={event}
                  open={open === event.seq}
                  onToggle={() => setOpen((was) => (was === event.seq ? undefined : event.seq))}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Row(props: { event: WireEvent; open: boolean; onToggle(): void }) {
  const { event, open } = props;
  const { kind, text } = classify(event);
  return (
    <>
      <tr data-kind={kind}>
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
            <Mark kind={markKinds[kind]} /> <code>{event.op}</code>{' '}
            <code className={styles.subject}>{event.subject ?? ''}</code>
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

function isMessage(event: WireEvent): boolean {
  return event.payload !== undefined || event.op === '-ERR' || event.op === 'garbage';
}

/** Keeps a scrolled area at its end as rows are added, unless the reader has scrolled away from it. */
function useFollow(last: number | undefined) {
  const area = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const note = () => {
      const { scrollTop, clientHeight, scrollHeight } = element;
      follows.current = scrollTop + clientHeight > scrollHeight - 24;
    };
    element.addEventListener('scroll', note, { passive: true });
    if (follows.current) element.scrollTop = element.scrollHeight;
    return () => element.removeEventListener('scroll', note);
  }, [last]);
  return area;
}

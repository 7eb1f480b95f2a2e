import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useLab } from '../Lab/context.ts';
import FrameTable from './FrameTable.tsx';
import { isMessage } from './kinds.ts';
import styles from './Traffic.module.css';

/** How many frames are shown at the most: the newest. */
const most = 200;

/** The newest frames, and how many there were in all. */
export default function Frames() {
  const { wire } = useLab().session;
  const { events, totals } = useSyncExternalStore(wire.subscribe, wire.snapshot, wire.snapshot);
  const [all, setAll] = useState(false);
  const chosen = all ? events : events.filter(isMessage);
  const shown = chosen.slice(-most);
  const area = useFollow(shown.at(-1)?.seq);
  const crossed = totals.reduce((sum, { frames }) => sum + frames, 0);

  return (
    <>
      <div className={styles.bar}>
        <span>
          {crossed} frames crossed, {shown.length} shown.
        </span>
        <label>
          <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />
          Interest, handshakes and heartbeats too
        </label>
        <button
          type="button"
          className="button button--secondary button--sm"
          onClick={() => wire.clear()}
        >
          Clear
        </button>
      </div>
      <div className={styles.scroll} ref={area} tabIndex={0} role="region" aria-label="Frames">
        <FrameTable events={shown} />
      </div>
    </>
  );
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

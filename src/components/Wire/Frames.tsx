import { useState, useSyncExternalStore } from 'react';
import { useLab } from '../Lab/context.ts';
import CopyButton from '../shared/CopyButton.tsx';
import Filters from './Filters.tsx';
import { everything } from './filter.ts';
import FrameBrowser from './FrameBrowser.tsx';
import { FrameList, type FrameListState } from './frame-list.ts';
import { rowText } from './row-text.ts';
import styles from './Wire.module.css';

/** The frames off the wire: filtered, paused, looked into, copied. */
export default function Frames() {
  const { session } = useLab();
  const [list] = useState(() => new FrameList(session));
  const state = useSyncExternalStore(list.subscribe, list.get);
  /** How often the filter was taken away to show a frame: its fields then begin again. */
  const [revealed, setRevealed] = useState(0);
  const { rows, filter, paused, crossed } = state;
  return (
    <>
      <div className={styles.bar}>
        <span>{countsOf(state)}</span>
        <button
          type="button"
          className="button button--secondary button--sm"
          onClick={() => (paused ? list.resume() : list.pause())}
        >
          {paused ? 'Resume' : 'Pause'}
        </button>
        <CopyButton text={() => rows.map(rowText).join('\n\n')}>Copy shown</CopyButton>
        <button
          type="button"
          className="button button--secondary button--sm"
          onClick={() => list.clear()}
        >
          Clear
        </button>
      </div>
      <Filters key={revealed} filter={filter} onFilter={(next) => list.setFilter(next)} />
      <FrameBrowser
        label="Frames"
        rows={rows}
        added={state.added}
        later={state.newer}
        follows
        onAway={(away) => list.setAway(away)}
        onNewest={() => list.resume()}
        lookup={list}
        onReveal={() => {
          setRevealed(revealed + 1);
          list.resume();
          list.setFilter(everything);
        }}
      />
      {rows.length === 0 && (
        <p className={styles.empty}>
          {crossed === 0
            ? 'No frame has crossed yet. Run a step, and its frames appear here.'
            : 'No frame passes the filter. Widen it, or run a step.'}
        </p>
      )}
    </>
  );
}

function countsOf({ rows, crossed, dropped, paused, newer }: FrameListState): string {
  const gone = dropped ? `, ${dropped} no longer held` : '';
  const pause = paused ? ` Paused, ${newer} newer.` : '';
  return `${crossed} frames crossed, ${rows.length} shown${gone}.${pause}`;
}

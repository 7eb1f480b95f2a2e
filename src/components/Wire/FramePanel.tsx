import { useEffect, useRef } from 'react';
import type { WireEvent } from '../../lab/wire/event.ts';
import CopyButton from '../shared/CopyButton.tsx';
import FrameDetails from './FrameDetails.tsx';
import FramePath from './FramePath.tsx';
import RefusalDetails from './RefusalDetails.tsx';
import { rowText, timeOf } from './row-text.ts';
import type { Lookup, Row } from './rows.ts';
import styles from './Wire.module.css';

interface PanelProps {
  row: Row;
  lookup: Lookup;
  isShown: (seq: number) => boolean;
  onJump: (event: WireEvent) => void;
  onClose: () => void;
}

/** One row in full. It takes the focus when it opens; Escape closes it. */
export default function FramePanel({ row, lookup, isShown, onJump, onClose }: PanelProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus({ preventScroll: true }), [row.key]);
  const name =
    row.type === 'frame'
      ? `Frame ${row.event.op} ${row.event.subject ?? ''}`
      : `Refused ${row.refusal.subject}`;
  const jump = (words: string, seq: number | undefined) => {
    const event = seq === undefined ? undefined : lookup.find(seq);
    return (
      event && (
        <button
          type="button"
          className="button button--secondary button--sm"
          onClick={() => onJump(event)}
        >
          {words}
          {!isShown(event.seq) && ', showing all frames'}
        </button>
      )
    );
  };
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-label={name.trim()}
      className={styles.panel}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={styles.bar}>
        <span>
          {row.type === 'frame'
            ? `${row.event.from} → ${row.event.to}`
            : `at ${row.refusal.server}`}
          , {timeOf(row.at)}
        </span>
        {row.type === 'frame' && jump('Go to its request', lookup.requestOf(row.key))}
        {row.type === 'frame' && jump('Go to its reply', lookup.replyTo(row.key))}
        <CopyButton text={() => rowText(row)}>Copy frame</CopyButton>
        <button type="button" className={styles.close} aria-label="Close frame" onClick={onClose}>
          ×
        </button>
      </div>
      {row.type === 'frame' ? (
        <>
          <FramePath key={row.key} event={row.event} />
          <FrameDetails event={row.event} />
        </>
      ) : (
        <RefusalDetails refusal={row.refusal} />
      )}
    </section>
  );
}

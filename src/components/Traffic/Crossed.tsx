import { useSyncExternalStore } from 'react';
import { useLab } from '../Lab/context.ts';
import FrameTable from './FrameTable.tsx';
import { isMessage } from './kinds.ts';
import styles from './Traffic.module.css';

/** The messages that crossed the links within a time, given in milliseconds since the epoch. */
export default function Crossed({ from, to }: { from: number; to: number }) {
  const { wire } = useLab().session;
  const { events } = useSyncExternalStore(wire.subscribe, wire.snapshot, wire.snapshot);
  const crossed = events.filter((event) => event.at >= from && event.at <= to && isMessage(event));
  if (crossed.length === 0) return <p className={styles.none}>Nothing crossed the link.</p>;
  return (
    <details className={styles.crossed}>
      <summary>
        {crossed.length === 1 ? 'One frame' : `${crossed.length} frames`} crossed the link
      </summary>
      <FrameTable events={crossed} />
    </details>
  );
}

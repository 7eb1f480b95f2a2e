import { useEffect, useState } from 'react';
import type { WireEvent } from '../../lab/wire/event.ts';
import { Pairing } from '../../lab/wire/pairing.ts';
import type { WireLog } from '../../lab/wire/wire-log.ts';
import { useLab } from '../Lab/context.ts';
import FrameBrowser from './FrameBrowser.tsx';
import { isMessage } from '../Map/frame-marks.ts';
import styles from './Wire.module.css';

/** How long after a frame crossed the page may be told of it, in milliseconds. */
const toldWithin = 1000;

/** The messages that crossed the links within a time, given in milliseconds since the epoch. */
export default function Crossed({ from, to }: { from: number; to: number }) {
  const { wire, topology } = useLab().session;
  const [events, setEvents] = useState<WireEvent[]>(() => messagesOf(wire, from, to));
  /** Set when all frames have been reported: only then may the page say that there were none. */
  const [told, setTold] = useState(false);
  useEffect(() => {
    // Frames that were found stay, though the log has been cleared since; later ones are not of this time.
    const look = () => setEvents((was) => (wire.came === 0 ? was : messagesOf(wire, from, to)));
    const after = (at: number, act: () => void) => setTimeout(act, Math.max(0, at - Date.now()));
    const timers = [
      after(to, look),
      after(to + toldWithin, () => {
        look();
        setTold(true);
      }),
    ];
    return () => timers.forEach(clearTimeout);
  }, [wire, from, to]);
  const where = topology.links.length === 1 ? 'the link' : 'a link';
  if (events.length === 0) {
    return (
      <p className={styles.none}>{told ? `No frame crossed ${where}.` : 'Looking at the wire…'}</p>
    );
  }
  return (
    <details className={styles.crossed}>
      <summary>
        {events.length === 1 ? 'One frame' : `${events.length} frames`} crossed {where}
      </summary>
      <FrameBrowser
        label="Frames that crossed"
        rows={events.map((event) => ({ type: 'frame', key: event.seq, at: event.at, event }))}
        added={events.length}
        lookup={lookupIn(events)}
      />
    </details>
  );
}

function messagesOf(wire: WireLog, from: number, to: number): WireEvent[] {
  return wire.since(-1).filter((event) => event.at >= from && event.at <= to && isMessage(event));
}

function lookupIn(events: readonly WireEvent[]) {
  const pairing = new Pairing();
  for (const event of events) pairing.add(event);
  return {
    find: (seq: number) => events.find((event) => event.seq === seq),
    requestOf: (seq: number) => pairing.requestOf(seq),
    replyTo: (seq: number) => pairing.replyTo(seq),
  };
}

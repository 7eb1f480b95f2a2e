import { useEffect, useState } from 'react';
import type { WireEvent } from '../../lab/wire/event.ts';
import { Pairing } from '../../lab/wire/pairing.ts';
import type { WireLog } from '../../lab/wire/wire-log.ts';
import { useLab } from '../Lab/context.ts';
import FrameBrowser from './FrameBrowser.tsx';
import { isMessage } from './kinds.ts';
import styles from './Traffic.module.css';

/** How long after a frame crossed the page may be told of it, in milliseconds. */
const TOLD_WITHIN = 1000;

/** The messages that crossed the links within a time, given in milliseconds since the epoch. */
export default function Crossed({ from, to }: { from: number; to: number }) {
  const { wire } = useLab().session;
  const [events, setEvents] = useState<WireEvent[]>(() => messagesOf(wire, from, to));
  useEffect(() => {
    // What crossed stays what crossed: nobody need look again, however much crosses later.
    const look = () => setEvents((was) => (wire.came === 0 ? was : messagesOf(wire, from, to)));
    const timers = [to, to + TOLD_WITHIN].map((at) =>
      setTimeout(look, Math.max(0, at - Date.now())),
    );
    return () => timers.forEach(clearTimeout);
  }, [wire, from, to]);
  if (events.length === 0) return <p className={styles.none}>Nothing crossed the link.</p>;
  return (
    <details className={styles.crossed}>
      <summary>
        {events.length === 1 ? 'One frame' : `${events.length} frames`} crossed the link
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

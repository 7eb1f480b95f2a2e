import Link from '@docusaurus/Link';
import { useEffect, useState } from 'react';
import { labStateSchema, read, type LabState } from '../../class/records.ts';
import { Outbox } from '../../class/outbox.ts';
import { keptSeat, type KeptSeat } from '../Class/kept-seat.ts';
import Press from '../Press/Press.tsx';
import Report from './Report.tsx';
import styles from './After.module.css';

/** What an attendee did, as this browser has told it to the class. It needs no hub: the class may be over. */
export default function MyReport() {
  const [found, setFound] = useState<{ seat: KeptSeat; labs: LabState[] } | 'none'>();
  useEffect(() => {
    let gone = false;
    const seat = keptSeat();
    const look = async () => {
      const labs = seat ? await labsOf(seat) : [];
      if (!gone) setFound(seat ? { seat, labs } : 'none');
    };
    void look();
    return () => {
      gone = true;
    };
  }, []);
  if (found === undefined) return <p role="status">Looking for what you have done…</p>;
  if (found === 'none')
    return (
      <p>
        This browser has no seat in a class. <Link to="/class">Join one</Link>, or see{' '}
        <Link to="/labs">the labs</Link> that you have done on this device.
      </p>
    );
  const { seat, labs } = found;
  const started = labs.flatMap((lab) => lab.started ?? []);
  return (
    <div className={styles.after}>
      <div data-screen className={styles.line}>
        <Press name="Print" onPress={() => window.print()} />
        <span className={styles.faint}>The print is a certificate.</span>
      </div>
      <Report
        name={seat.member.name}
        of={seat.class.name}
        labs={labs}
        joined={started.length > 0 ? Math.min(...started) : undefined}
      />
    </div>
  );
}

async function labsOf({ class: { id }, member }: KeptSeat): Promise<LabState[]> {
  const outbox = await Outbox.open(`leafwise.class.${id}.${member.id}`, member.id);
  const values = await outbox.values('state.');
  outbox.close();
  return values.flatMap((value) => read(labStateSchema, JSON.stringify(value)) ?? []);
}

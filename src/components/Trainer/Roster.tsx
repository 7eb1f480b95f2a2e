import { useEffect, useState } from 'react';
import { inOrder } from '../../class/lag.ts';
import type { SeatNow } from '../../class/room.ts';
import { isReached, useTrainer, useView } from './context.ts';
import { labOfPage, lessons } from './pages.ts';
import { rosterRow } from './roster.ts';
import styles from './Roster.module.css';
import Row from './Row.tsx';
import { useGradually } from './useGradually.ts';
import { useHeldOrder } from './useHeldOrder.ts';
import { useNow } from './useNow.ts';

/** Who is in the class, and how each stands: hands first, then those furthest behind. */
export default function Roster({ seats }: { seats: readonly SeatNow[] }) {
  const { client, nameOf } = useTrainer();
  const view = useView();
  const { place } = view.room;
  const here = place && labOfPage(place.page);
  const now = useNow(5000);
  const [open, setOpen] = useState<string>();
  const { order, events, note } = useHeldOrder(inOrder(seats, lessons, now, here));
  const rows = useGradually(order);
  useEffect(() => void note(order.map(({ id }) => id)));
  if (seats.length === 0)
    return (
      <p className={styles.empty}>
        No attendee has joined yet. Show the link or the code, under “Door”: each name appears here
        as its owner joins.
      </p>
    );
  const time = { now, hub: now + client.view.get().ahead, reached: isReached(view), here };
  return (
    <div role="table" aria-label="Attendees" className={styles.roster} {...events}>
      <div role="row" className={styles.head}>
        <span role="columnheader">Attendee</span>
        <span role="columnheader">Works at</span>
        <span role="columnheader">Does not pass yet</span>
        <span role="columnheader">Hand</span>
      </div>
      {rows.map((seat) => (
        <Row
          key={seat.id}
          row={rosterRow(seat, lessons, time)}
          name={nameOf(seat)}
          open={open === seat.id}
          onOpen={setOpen}
        />
      ))}
    </div>
  );
}

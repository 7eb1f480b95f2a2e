import { useState } from 'react';
import type { SeatNow } from '../../class/room.ts';
import Press from '../Press/Press.tsx';
import styles from './After.module.css';
import { useTrainer } from './context.ts';
import DeleteAll from './DeleteAll.tsx';
import { csvOf, fileName, jsonOf } from './export.ts';
import Feedback from './Feedback.tsx';
import { lessons, stepTitle } from './pages.ts';
import Report from './Report.tsx';

/** What remains of a class: files, what each did, what they say of it; and the end of it. */
export default function After({ seats }: { seats: readonly SeatNow[] }) {
  const { client, nameless, nameOf } = useTrainer();
  const name = client.kept.class.name;
  const [shown, setShown] = useState('');
  const chosen = shown === 'all' ? seats : seats.filter(({ id }) => id === shown);
  const save = (ending: 'csv' | 'json') => {
    const { room } = client.view.get();
    const now = client.now();
    const text = ending === 'csv' ? csvOf(room, lessons, stepTitle) : jsonOf(room, name, now);
    download(fileName(name, now, ending), text, ending === 'csv' ? 'text/csv' : 'application/json');
  };
  return (
    <div className={styles.after}>
      <section data-screen aria-label="Files">
        <h2>Take it with you</h2>
        <p>
          Both files are made by this page of what it knows. They have names and what was written,
          and no code or link of the class.
        </p>
        <div className={styles.line}>
          <Press name="Table of all steps (CSV)" onPress={() => save('csv')} />
          <Press name="All that was told (JSON)" onPress={() => save('json')} />
        </div>
      </section>
      <section aria-label="What each did">
        <div data-screen>
          <h2>What each did</h2>
          <div className={styles.line}>
            <label>
              Attendee{' '}
              <select value={shown} onChange={({ target }) => setShown(target.value)}>
                <option value="">Choose</option>
                <option value="all">All, each on a page</option>
                {seats.map((seat) => (
                  <option key={seat.id} value={seat.id}>
                    {nameOf(seat)}
                  </option>
                ))}
              </select>
            </label>
            <Press name="Print" idle={chosen.length === 0} onPress={() => window.print()} />
          </div>
          <p className={styles.faint}>
            The print is a certificate. Attendees find the same page of their own in the class’s
            bar.
          </p>
        </div>
        {chosen.map((seat) => (
          <Report
            key={seat.id}
            name={nameless ? nameOf(seat) : (seat.seat?.name ?? seat.id)}
            of={name}
            labs={seat.labs.values()}
            joined={seat.seat?.joined}
          />
        ))}
      </section>
      <div data-screen>
        <Feedback seats={seats} />
        <DeleteAll />
      </div>
    </div>
  );
}

/** Gives the reader a file. */
function download(name: string, text: string, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

import type { SeatNow } from '../../class/room.ts';
import { looked } from '../Class/finding.ts';
import styles from './After.module.css';
import { useTrainer } from './context.ts';
import { findingsOf, type Finding } from './findings.ts';
import { countWords } from './words.ts';

/** What “Am I ready?” found out in all browsers, so that a trainer sees it before the class begins. */
export default function Readiness({ seats }: { seats: readonly SeatNow[] }) {
  const { nameOf } = useTrainer();
  const { told, findings } = findingsOf(seats);
  const silent = seats.filter(({ ready }) => !ready);
  if (told === 0)
    return (
      <p className={styles.empty}>
        An attendee who opens “Am I ready?” in the bar of the class has the browser, the network and
        the hub checked. The findings appear here. Send the class there, under “Where the class is”,
        before you begin.
      </p>
    );
  return (
    <section aria-label="Readiness" className={styles.after}>
      <p role="status">
        {told} of {countWords(seats.length, 'attendee')} have looked whether they are ready.
      </p>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Findings">
        <table>
          <thead>
            <tr>
              <th scope="col">Check</th>
              <th scope="col">Passes</th>
              <th scope="col">Does not</th>
              <th scope="col">Where, and what they were told</th>
            </tr>
          </thead>
          <tbody>
            {findings.map((finding) => (
              <Row key={finding.id} finding={finding} nameOf={nameOf} />
            ))}
          </tbody>
        </table>
      </div>
      {silent.length > 0 && (
        <p className={styles.faint}>Not looked yet: {silent.map(nameOf).join(', ')}</p>
      )}
    </section>
  );
}

function Row({ finding, nameOf }: { finding: Finding; nameOf: (seat: SeatNow) => string }) {
  const { id, yes, others } = finding;
  const fails = others.filter(({ ok }) => ok === 'no').length;
  return (
    <tr>
      <th scope="row">{Object.hasOwn(looked, id) ? looked[id as keyof typeof looked] : id}</th>
      <td>{yes}</td>
      <td data-bad={fails > 0 || undefined}>{fails}</td>
      <td>
        {others.map(({ seat, ok, words }) => (
          <p key={seat.id}>
            <b>{nameOf(seat)}</b>
            {ok === 'unknown' && ' (not known)'}: {words}
          </p>
        ))}
      </td>
    </tr>
  );
}

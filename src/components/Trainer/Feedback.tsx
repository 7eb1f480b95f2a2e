import type { SeatNow } from '../../class/room.ts';
import styles from './After.module.css';
import { useTrainer } from './context.ts';
import { feedbackOf } from './findings.ts';
import { labTitle, stepTitle } from './pages.ts';

/** What the class says of each step, the least clear first. */
export default function Feedback({ seats }: { seats: readonly SeatNow[] }) {
  const { nameOf, nameless } = useTrainer();
  const steps = feedbackOf(seats);
  return (
    <section aria-label="Feedback">
      <h2>Was it clear?</h2>
      {steps.length === 0 ? (
        <p>At the end of a step attendees may say whether it was clear. It appears here.</p>
      ) : (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label="Feedback per step">
          <table>
            <thead>
              <tr>
                <th scope="col">Step</th>
                <th scope="col">Clear</th>
                <th scope="col">Partly</th>
                <th scope="col">Not</th>
                <th scope="col">In their words</th>
              </tr>
            </thead>
            <tbody>
              {steps.map(({ lab, step, counts, lines }) => (
                <tr key={`${lab}.${step}`}>
                  <th scope="row">
                    {stepTitle(lab, step)} <span className={styles.faint}>{labTitle(lab)}</span>
                  </th>
                  <td>{counts.yes}</td>
                  <td>{counts.partly}</td>
                  <td>{counts.no}</td>
                  <td>
                    {nameless
                      ? lines.length > 0 && 'shown with the names'
                      : lines.map(({ seat, text }) => (
                          <p key={seat.id}>
                            “{text}” <span className={styles.faint}>{nameOf(seat)}</span>
                          </p>
                        ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

import { useCallback, useState } from 'react';
import { wantingLeafsOf } from '../../lab/monitoring/leafz.ts';
import { useLab } from '../Lab/context.ts';
import styles from './Inspector.module.css';
import { isPlain } from './leaf-subjects.ts';
import { usePolled } from '../shared/usePolled.ts';

/**
 * The interest at a server: of its own clients and streams, and of those beyond its leaf connections.
 */
export default function Interest({ server }: { server: string }) {
  const { session } = useLab();
  const [all, setAll] = useState(false);
  const read = useCallback(async () => {
    const options = { subscriptions: true, limit: 1000 };
    const [subsz, leafs] = await Promise.all([
      session.polling.monitor(server, 'subsz', options),
      wantingLeafsOf(session.polling, server),
    ]);
    return [
      ...(subsz.subscriptions_list ?? []).map(({ subject, qgroup }) => ({
        from: `at ${server}`,
        subject: qgroup ? `${subject} (queue ${qgroup})` : subject,
      })),
      ...leafs.flatMap(({ name, subscriptions_list: list }) =>
        (list ?? []).map((subject) => ({ from: `from ${name}`, subject })),
      ),
    ];
  }, [session, server]);
  const interest = usePolled(read);
  if (!interest) return <p className={styles.note}>Asking {server}…</p>;
  const shown = interest.filter(({ subject }) => all || isPlain(subject));
  return (
    <>
      <label className={styles.option}>
        <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />
        The servers’ own subjects too
      </label>
      {shown.length === 0 ? (
        <p className={styles.note}>No subscription here yet. Subscribe, and it appears.</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Subject</th>
              <th scope="col">Wanted</th>
            </tr>
          </thead>
          <tbody>
            {[...new Map(shown.map((each) => [`${each.from} ${each.subject}`, each]))].map(
              ([key, { from, subject }]) => (
                <tr key={key}>
                  <td>
                    <code>{subject}</code>
                  </td>
                  <td>{from}</td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      )}
    </>
  );
}

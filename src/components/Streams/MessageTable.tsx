import { showTime } from '../../console/units.ts';
import type { Stored } from '../../lab/monitoring/browse.ts';
import { payloadExcerpt, type ExcerptForm } from '../shared/payload-text.ts';
import styles from './Streams.module.css';

/** Stored messages, each with its headers and as much of its payload as fits. */
export default function MessageTable(props: { messages: Stored[]; form: ExcerptForm }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Sequence</th>
          <th scope="col">Message</th>
        </tr>
      </thead>
      <tbody>
        {props.messages.map((message) => (
          <Row key={message.seq} message={message} form={props.form} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ message, form }: { message: Stored; form: ExcerptForm }) {
  const { seq, subject, time, headers, payload } = message;
  const { text, note } = payloadExcerpt(payload, form);
  return (
    <tr>
      <th scope="row">{seq}</th>
      <td>
        <code>{subject}</code> <span className={styles.kind}>{showTime(time)}</span>
        {headers.length > 0 && (
          <ul className={styles.headers} aria-label="Headers">
            {headers.map(([name, value], i) => (
              <li key={i}>
                <code>
                  {name}: {value}
                </code>
              </li>
            ))}
          </ul>
        )}
        {payload.length === 0 ? (
          <p className={styles.note}>No payload.</p>
        ) : (
          <pre className={styles.payload}>{text}</pre>
        )}
        {note && <p className={styles.note}>{note}</p>}
      </td>
    </tr>
  );
}

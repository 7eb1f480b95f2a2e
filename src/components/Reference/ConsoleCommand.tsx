import Heading from '@theme/Heading';
import type { ConsoleEntry } from '../../site-data/console-entry.ts';
import styles from './ConsoleCommands.module.css';

/** A command of the console: its synopsis, how it differs from that of the `nats` CLI, and its flags. */
export default function ConsoleCommand(entry: ConsoleEntry) {
  const { name, standing, note, help, aliases, lines, flags, refused } = entry;
  return (
    <section className={styles.command}>
      <Heading as="h3" id={name.replaceAll(' ', '-')}>
        {name}{' '}
        <span className={styles.standing} data-standing={standing}>
          {standing === 'same' ? 'as the CLI' : 'differs'}
        </span>
      </Heading>
      <p className={styles.help}>{help}</p>
      {note && (
        <p>
          <strong>Other than the nats CLI:</strong> {note}
        </p>
      )}
      <pre tabIndex={0}>
        <code>{lines.join('\n')}</code>
      </pre>
      {aliases.length > 0 && <p className={styles.aliases}>Also written: {aliases.join(', ')}</p>}
      <Flags summary={`Flags of ${name}`} rows={flags} says="What it does" />
      <Flags summary={`Flags of ${name} with no place here`} rows={refused} says="Why" />
    </section>
  );
}

function Flags(props: { summary: string; rows: ConsoleEntry['flags']; says: string }) {
  if (props.rows.length === 0) return null;
  return (
    <details>
      <summary>{props.summary}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">Flag</th>
            <th scope="col">{props.says}</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map(([flag, text]) => (
            <tr key={flag}>
              <td>
                <code>{flag.trim()}</code>
              </td>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

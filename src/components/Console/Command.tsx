import { useLab, useLabSnapshot } from '../Lab/context.ts';
import styles from './Console.module.css';

/** A command quoted in a text, with a button that types it into the console at that server. */
export default function Command({ server, children }: { server: string; children: string }) {
  const { consoles } = useLab();
  const { state } = useLabSnapshot();
  const running = state.type === 'running';
  return (
    <div className={styles.command} data-server={server}>
      <pre tabIndex={0}>
        <code>{children}</code>
      </pre>
      <button
        type="button"
        className="button button--secondary button--sm"
        aria-label={`Run at ${server}: ${children}`}
        aria-disabled={!running}
        title={running ? undefined : 'Start the servers first.'}
        onClick={() => running && consoles.get(server)?.(children)}
      >
        Run at {server}
      </button>
    </div>
  );
}

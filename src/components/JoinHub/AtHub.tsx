import CodeBlock from '@theme/CodeBlock';
import styles from './JoinHub.module.css';

/** A line that the reader types in a terminal of theirs, where their `nats` CLI is connected to a hub elsewhere. */
export default function AtHub({ children }: { children: string }) {
  return (
    <div className={styles.atHub}>
      <p className={styles.note}>In a terminal, at your hub:</p>
      <CodeBlock language="bash">{children}</CodeBlock>
    </div>
  );
}

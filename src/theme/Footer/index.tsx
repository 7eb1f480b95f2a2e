import Link from '@docusaurus/Link';
import styles from './styles.module.css';

/** The foot of every page. */
export default function Footer() {
  return (
    <footer className={styles.footer}>
      <p>
        Leafwise is free software under the Apache License 2.0. It is independent of the NATS
        project.
      </p>
      <nav aria-label="Elsewhere">
        <Link to="/offline">Keep for offline</Link>
        <Link href="https://docs.nats.io">NATS documentation</Link>
        <Link href="https://github.com/nats-io/nats-server">nats-server</Link>
      </nav>
    </footer>
  );
}

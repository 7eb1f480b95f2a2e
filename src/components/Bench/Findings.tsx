import Link from '@docusaurus/Link';
import { useFindings, useRead } from './desk-context.ts';
import styles from './Bench.module.css';

/** What is wrong with the network, by file and line. */
export default function Findings() {
  const { network } = useRead();
  const findings = useFindings();
  if (!network) return null;
  const { notes } = network;
  return (
    <>
      {findings.length === 0 && <p>The doctor finds nothing wrong in these files.</p>}
      <ul className={styles.findings}>
        {findings.map(({ rule, severity, place, words, remedy, page }, i) => (
          <li key={i} data-severity={severity}>
            <p>
              <code>{place ? `${place.path}:${place.line}` : rule}</code> {words} {remedy}{' '}
              {page && <Link to={page}>See it</Link>}
            </p>
          </li>
        ))}
      </ul>
      <ul className={styles.findings}>
        {notes.map(({ path, line, words }, i) => (
          <li key={i}>
            <p>
              <code>{line === undefined ? path : `${path}:${line}`}</code> {words}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

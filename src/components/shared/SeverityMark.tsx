import type { Severity } from '../../doctor/finding.ts';
import styles from './SeverityMark.module.css';

const signs: Record<Severity, string> = { error: '✕', warning: '▲', note: '○' };

/** The sign of a severity; with a count, how many there are. */
export default function SeverityMark({ severity, count }: { severity: Severity; count?: number }) {
  const name = count === undefined ? severity : `${count} ${severity}${count === 1 ? '' : 's'}`;
  return (
    <span role="img" aria-label={name} className={styles.mark} data-severity={severity}>
      {signs[severity]}
      {count}
    </span>
  );
}

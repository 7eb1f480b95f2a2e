import { useLocation } from '@docusaurus/router';
import useBaseUrl from '@docusaurus/useBaseUrl';
import type { BenchShown } from '../../class/records.ts';
import styles from './BenchBar.module.css';

/** Leads an attendee to the bench that a trainer shows to all, in a tab of its own: servers of this tab run on. */
export default function ShownLine({ bench }: { bench: BenchShown | undefined }) {
  const page = useBaseUrl('/class/bench');
  const { pathname } = useLocation();
  if (!bench?.shown || pathname.startsWith(page)) return null;
  return (
    <div className={styles.line}>
      <p role="status">{bench.by} shows a bench.</p>
      <a
        className={`button button--primary button--sm ${styles.link}`}
        href={`${page}#shown`}
        target="_blank"
        rel="noreferrer"
        aria-label="Look at the bench that is shown, in a new tab"
      >
        Look
      </a>
    </div>
  );
}

import useBaseUrl from '@docusaurus/useBaseUrl';
import styles from './BenchBar.module.css';

/** Leads a trainer to the bench of an attendee, in a tab of its own. */
export default function BenchLink(props: { seat: string; name: string; shown: boolean }) {
  const { seat, name, shown } = props;
  return (
    <a
      className={`button button--secondary button--sm ${styles.link}`}
      href={`${useBaseUrl('/class/bench')}#${seat}`}
      target="_blank"
      rel="noreferrer"
      aria-label={`${shown ? 'See the bench' : 'Open the bench page'} of ${name}, in a new tab`}
    >
      {shown ? 'See the bench' : 'Open the bench page'}
    </a>
  );
}

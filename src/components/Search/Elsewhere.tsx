import Link from '@docusaurus/Link';
import clsx from 'clsx';
import { excerpt, marked } from '../../search/excerpt.ts';
import type { Hit } from '../../search/search.ts';
import Pieces from './Pieces.tsx';
import styles from './Search.module.css';
import type { SearchState } from './useSearch.ts';

/** The pages of the whole site that fit what was typed into the box of a list, as links. */
export default function Elsewhere(props: {
  state: SearchState;
  hits: readonly Hit[];
  label: string;
}) {
  const { state, hits, label } = props;
  if (state.type === 'failed') {
    return (
      <p role="alert" className={styles.elsewhere}>
        The search of the whole site could not be fetched. {state.why}{' '}
        <button type="button" className={styles.again} onClick={state.retry}>
          Try again
        </button>
      </p>
    );
  }
  if (state.type === 'loading')
    return <p className={styles.elsewhere}>Looking in the whole site…</p>;
  if (hits.length === 0) return null;
  return (
    <section className={styles.elsewhere} aria-label={label}>
      <p>{label}</p>
      <ul>
        {hits.map(({ url, title, part, text, stems }) => (
          <li key={url}>
            <Link to={url} className={clsx(styles.title)}>
              <Pieces pieces={marked(title, stems)} />
            </Link>
            {part && <span className={styles.place}>{part}</span>}
            <span className={styles.text}>
              <Pieces pieces={excerpt(text, stems)} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

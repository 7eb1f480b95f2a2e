import Link from '@docusaurus/Link';
import SearchHere from '../../../components/Search/SearchHere.tsx';
import styles from './styles.module.css';

/** The page for an address that has none. */
export default function NotFoundContent() {
  return (
    <main className={styles.page}>
      <svg viewBox="0 0 320 72" className={styles.figure} aria-hidden="true">
        <rect x="2" y="14" width="92" height="44" rx="9" />
        <path d="M94 36H236" />
        <path d="M246 29l14 14M260 29l-14 14" className={styles.stop} />
        <path d="M282 4q-8 16 0 32t0 32" className={styles.border} />
      </svg>
      <h1>No page answers to this address.</h1>
      <p>
        It may have moved, or the link that led here may be mistyped. Go to the{' '}
        <Link to="/">home page</Link>, or start with the first guide,{' '}
        <Link to="/guides/what-a-leaf-node-is">What a leaf node is</Link>.
      </p>
      <SearchHere />
    </main>
  );
}

import Press from '../Press/Press.tsx';
import styles from './Opened.module.css';

/** Says why an address brought nothing, with the way on. */
export default function NotOpened({ why, onGoOn }: { why: string; onGoOn: () => void }) {
  return (
    <div className={styles.opened}>
      <p role="alert">{why}</p>
      <Press name="Go on without it" look="primary" onPress={onGoOn} />
    </div>
  );
}

import styles from './Streams.module.css';

/** The sign of a stream, as on the map. */
export default function Reel() {
  return (
    <svg className={styles.reel} viewBox="-8 -8 16 16" aria-hidden>
      <circle r="6.6" />
      <circle r="1.6" className={styles.hub} />
      <path d="M0-4.6V-3M4 2.3 2.6 1.5M-4 2.3-2.6 1.5" />
    </svg>
  );
}

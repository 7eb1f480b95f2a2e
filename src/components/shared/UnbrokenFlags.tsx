import styles from './UnbrokenFlags.module.css';

/** A line whose flags are not broken at their hyphens, as a browser would break them. */
export default function UnbrokenFlags({ line }: { line: string }) {
  return line.split(/(?<=\s)(-\S+)/).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      <span key={at} className={styles.flag}>
        {part}
      </span>
    ),
  );
}

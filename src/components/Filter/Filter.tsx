import styles from './Filter.module.css';

/** A box above a list that is on the page in full, which leaves what fits what is typed into it. */
export default function Filter(props: {
  label: string;
  typed: string;
  onType: (typed: string) => void;
  /** The number of entries left, such as "3 of 40 keys". */
  children: string;
}) {
  return (
    <div className={styles.filter} data-page-only>
      <label>
        {props.label}
        <input
          type="search"
          value={props.typed}
          spellCheck={false}
          autoCapitalize="none"
          onChange={({ target }) => props.onType(target.value)}
        />
      </label>
      <p role="status">{props.children}</p>
    </div>
  );
}

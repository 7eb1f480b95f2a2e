import { useId, type ReactNode } from 'react';
import styles from './Lead.module.css';

/** A part of what a trainer leads a class with, under its name. */
export default function Part(props: { name: string; note?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.part}>
      <h2 id={id}>
        {props.name} {props.note && <span>{props.note}</span>}
      </h2>
      {props.children}
    </section>
  );
}

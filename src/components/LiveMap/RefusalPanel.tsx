import type { Refusal } from '../../lab/session/refusals.ts';
import RefusalDetails from '../Wire/RefusalDetails.tsx';
import styles from './Inspector.module.css';

/** The messages that a server refused to pass on in one moment, each with the rule that stopped it. */
export default function RefusalPanel({ refusals }: { refusals: readonly Refusal[] }) {
  const [first] = refusals;
  return (
    <>
      <p className={styles.title}>
        <strong>{first?.server}</strong> refused{' '}
        {refusals.length === 1 ? 'this' : `these ${refusals.length}`}
      </p>
      {refusals.map((refusal, i) => (
        <RefusalDetails key={i} refusal={refusal} />
      ))}
    </>
  );
}

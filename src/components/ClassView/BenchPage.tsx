import { useLocation } from '@docusaurus/router';
import SeatBench from './SeatBench.tsx';
import ShownBench from './ShownBench.tsx';
import styles from './View.module.css';

/** A bench of the class that runs in another page: of the attendee whom the address names, or the one shown to all. */
export default function BenchPage() {
  const { hash } = useLocation();
  const seat = /^#([\w-]{1,64})$/.exec(hash)?.[1];
  return (
    <div className={styles.page}>
      {seat === 'shown' ? (
        <ShownBench />
      ) : seat === undefined ? (
        <>
          <h1>A bench of the class</h1>
          <p>A trainer comes here from the name of an attendee, on the trainer’s page.</p>
        </>
      ) : (
        <SeatBench key={seat} seat={seat} />
      )}
    </div>
  );
}

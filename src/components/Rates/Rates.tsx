import { lazy, Suspense } from 'react';
import { useLabSnapshot } from '../Lab/context.ts';
import styles from './Rates.module.css';

/** Wanted only once the lab has been started. */
const Charts = lazy(() => import(/* webpackChunkName: 'rates' */ './Charts.tsx'));

/** Messages and bytes over time, on each link and into each stream, and how far copies lag behind. */
export default function Rates() {
  const { state, run } = useLabSnapshot();
  const rest = (
    <p className={styles.rest}>
      Messages that cross each link and enter each stream are drawn here, second by second, once the
      servers run.
    </p>
  );
  return (
    <section aria-label="Rates" className={styles.rates}>
      {state.type === 'running' ? (
        <Suspense fallback={rest}>
          <Charts key={run} />
        </Suspense>
      ) : (
        rest
      )}
    </section>
  );
}

import { useLabSnapshot } from '../Lab/context.ts';
import { lazyPart } from '../shared/lazy-part.ts';
import styles from './Rates.module.css';
import { fenced } from '../shared/fenced.ts';

/** Wanted only once the lab has been started. */
const Charts = lazyPart('The rates', () => import(/* webpackChunkName: 'rates' */ './Charts.tsx'));

/** Messages and bytes over time, on each link and into each stream, and how far copies lag behind. */
function Rates() {
  const { state, run } = useLabSnapshot();
  const rest = (
    <p className={styles.rest}>
      Messages that cross each link and enter each stream are drawn here, second by second, once the
      servers run.
    </p>
  );
  return (
    <section aria-label="Rates" className={styles.rates}>
      {state.type === 'running' ? <Charts key={run} fallback={rest} /> : rest}
    </section>
  );
}

export default fenced('The rates', Rates);

import { lazy, Suspense } from 'react';
import { useLabSnapshot } from '../Lab/context.ts';
import styles from './Streams.module.css';

/** Wanted only once the lab has been started. */
const Places = lazy(() => import(/* webpackChunkName: 'streams' */ './Places.tsx'));

/**
 * The streams, buckets and consumers of each domain of the lab side by side, and what feeds what; of
 * one server alone, if that is named.
 */
export default function Streams({ server }: { server?: string }) {
  const { state, run } = useLabSnapshot();
  const { type } = state;
  return (
    <section aria-label="Streams" className={styles.streams}>
      {type === 'idle' || type === 'failed' ? (
        <p className={styles.empty}>
          The streams, buckets and consumers of each server appear here: start the servers, then
          create one.
        </p>
      ) : type === 'running' ? (
        <Suspense fallback={<p className={styles.empty}>Asking the servers…</p>}>
          <Places key={run} server={server} />
        </Suspense>
      ) : (
        <p className={styles.empty}>The servers are starting…</p>
      )}
    </section>
  );
}

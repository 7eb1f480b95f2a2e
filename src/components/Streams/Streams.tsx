import { useLabSnapshot } from '../Lab/context.ts';
import { lazyPart } from '../shared/lazy-part.ts';
import styles from './Streams.module.css';
import { fenced } from '../shared/fenced.ts';

/** Wanted only once the lab has been started. */
const Places = lazyPart(
  'The streams',
  () => import(/* webpackChunkName: 'streams' */ './Places.tsx'),
);

/**
 * The streams, buckets and consumers of each domain of the lab side by side, and what feeds what; of
 * one server alone, if that is named.
 */
function Streams({ server }: { server?: string }) {
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
        <Places
          key={run}
          fallback={<p className={styles.empty}>Asking the servers…</p>}
          server={server}
        />
      ) : (
        <p className={styles.empty}>The servers are starting…</p>
      )}
    </section>
  );
}

export default fenced('The streams', Streams);

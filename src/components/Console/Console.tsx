import { lazy, Suspense } from 'react';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import styles from './Console.module.css';

/** Wanted only when there are servers to speak to. */
const Terminal = lazy(() => import(/* webpackChunkName: 'console' */ './Terminal.tsx'));

/** A prompt beside a server, in the syntax of the `nats` CLI. A page may have several. */
export default function Console(props: {
  server: string;
  /** Called when a command is typed into it from elsewhere on the page. */
  onTyped?: () => void;
}) {
  const { server, onTyped } = props;
  const { session } = useLab();
  const { state } = useLabSnapshot();
  if (!session.topology.servers.some(({ name }) => name === server)) {
    throw new Error(`There is no server ${server} in this lab.`);
  }
  const atRest = (
    <p className={styles.rest}>
      <code>{server}$ nats</code> Commands run here, in the syntax of the nats CLI, once the servers
      have been started.
    </p>
  );
  const never = state.type === 'idle' || state.type === 'loading';
  return (
    <section aria-label={`Console at ${server}`} className={styles.console}>
      {never ? (
        atRest
      ) : (
        <Suspense fallback={atRest}>
          <Terminal server={server} onTyped={onTyped} />
        </Suspense>
      )}
    </section>
  );
}

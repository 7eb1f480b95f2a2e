import { useEffect } from 'react';
import { errorText } from '../../lab/error-text.ts';
import { NotLoaded } from '../../loading/why-not.ts';
import styles from './Failure.module.css';

/**
 * Says in place of a part of the page why it is not there, and what can be done. What did not arrive is asked for again
 * by itself once there is a network.
 */
export default function Failure(props: {
  /** Its name, as the beginning of a sentence; undefined where there is no room for words. */
  what: string | undefined;
  error: unknown;
  onRetry: () => void;
}) {
  const { what, error, onRetry } = props;
  const missing = error instanceof NotLoaded ? error : undefined;
  useEffect(() => {
    if (!missing) return;
    window.addEventListener('online', onRetry);
    return () => window.removeEventListener('online', onRetry);
  }, [missing, onRetry]);
  if (what === undefined) return null;
  return (
    <div role="alert" className={styles.failure}>
      <p>
        {missing
          ? `${what} could not be loaded. ${missing.message}`
          : `${what} failed: ${errorText(error)}`}{' '}
        {missing?.why === 'release'
          ? 'To load the page fresh ends its servers, and what they have stored.'
          : 'All else on this page works on.'}
      </p>
      <button type="button" className="button button--secondary button--sm" onClick={onRetry}>
        Try again
      </button>
      {missing?.why === 'release' && (
        <button
          type="button"
          className="button button--secondary button--sm"
          onClick={() => window.location.reload()}
        >
          Load the page fresh
        </button>
      )}
    </div>
  );
}

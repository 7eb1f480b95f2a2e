import { Component, useEffect, type ReactNode } from 'react';
import { NotLoaded } from '../../loading/why-not.ts';
import { errorText } from '../../lab/error-text.ts';
import styles from './Fence.module.css';

interface FenceProps {
  /** The name of what stands in it, as the beginning of a sentence; left out where there is no room for words. */
  what: string | undefined;
  /** Shown below the words when it failed. */
  instead?: ReactNode;
  /** Called before it is shown again. */
  onRetry?: () => void;
  children?: ReactNode;
}

/** Keeps a failure of what stands in it from ending the page, and says of it what can be done. */
export default class Fence extends Component<FenceProps, { failure: { error: unknown } | null }> {
  override state: { failure: { error: unknown } | null } = { failure: null };

  static getDerivedStateFromError(error: unknown) {
    return { failure: { error } };
  }

  readonly #retry = () => {
    this.props.onRetry?.();
    this.setState({ failure: null });
  };

  override render() {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    const { what, instead } = this.props;
    return (
      <>
        <Failure what={what} error={failure.error} onRetry={this.#retry} />
        {instead}
      </>
    );
  }
}

function Failure(props: { what: string | undefined; error: unknown; onRetry: () => void }) {
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

import { useSyncExternalStore } from 'react';
import { tabUnsupported } from '../../hosts/tab/supported.ts';
import type { LabState } from '../../lab/session.ts';
import { useLab, useLabSnapshot } from './context.ts';
import styles from './LabControls.module.css';

/** Starts and stops the lab, and says how far it is or what went wrong. */
export default function LabControls() {
  const { session } = useLab();
  const { state } = useLabSnapshot();
  const unsupported = useUnsupported();

  if (unsupported) {
    return (
      <p className={styles.failure} role="alert">
        {unsupported} The guide reads without them. To run them, open this page in a current
        Firefox, Chrome, Edge or Safari.
      </p>
    );
  }
  const atRest = state.type === 'idle' || state.type === 'failed';
  return (
    <div className={styles.controls}>
      {atRest ? (
        <button
          type="button"
          className="button button--primary"
          onClick={() => void session.start()}
        >
          {state.type === 'failed' ? 'Start again' : 'Start the servers'}
        </button>
      ) : (
        <button type="button" className="button button--secondary" onClick={() => session.stop()}>
          Stop the servers
        </button>
      )}
      {state.type === 'failed' ? (
        <p className={styles.failure} role="alert">
          The servers ended: {state.reason} What they stored is gone; your configurations are kept.
        </p>
      ) : (
        <p className={styles.status} role="status">
          {describe(state)}
        </p>
      )}
      {state.type === 'downloading' && (
        <progress
          aria-label="Download of the server module"
          value={state.received}
          max={state.total}
        />
      )}
    </div>
  );
}

const never = () => () => {};

/** Known only in the browser: the page that the site serves says nothing of it. */
function useUnsupported(): string | undefined {
  return useSyncExternalStore(never, tabUnsupported, () => undefined);
}

function describe(state: Exclude<LabState, { type: 'failed' }>): string {
  switch (state.type) {
    case 'idle':
      return 'Not running. Starting fetches nats-server, once a visit.';
    case 'loading':
      return 'Loading…';
    case 'downloading':
      return `Fetching nats-server: ${megabytes(state.received)}${state.total ? ` of ${megabytes(state.total)}` : ''} MB`;
    case 'starting':
      return 'Starting the servers…';
    case 'running':
      return 'Running in this tab.';
  }
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

import type { Place } from '../../lab/monitoring/places.ts';
import styles from './Streams.module.css';

/** The reason why a place has no stream, and the remedy; empty where it has one. */
export default function PlaceNote({ place }: { place: Place }) {
  const { state, streams, servers, domain } = place;
  if (state === 'stopped') {
    return (
      <p className={styles.note}>
        {servers.length === 1 ? 'It does not run.' : 'None of them runs.'} Its streams appear again
        when it is started.
      </p>
    );
  }
  if (state === 'no JetStream') {
    return (
      <p className={styles.note}>
        No JetStream here, so nothing is stored. A client connected to it reaches another server’s
        by naming its domain.
      </p>
    );
  }
  if (streams.length > 0) return null;
  return (
    <p className={styles.note}>
      No stream here yet. Create a stream
      {domain !== undefined && (
        <>
          {' '}
          in domain <code>{domain}</code>
        </>
      )}
      , and it appears.
    </p>
  );
}

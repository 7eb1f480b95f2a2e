import type { ReactNode } from 'react';
import type { Releases } from '../../config-keys/since.ts';
import styles from './Release.module.css';
import ReleaseLine from './ReleaseLine.tsx';

/** A part of a page that is so on some releases of nats-server only. Tests of other releases leave it out. */
export default function Release({ children, ...releases }: Releases & { children: ReactNode }) {
  return (
    <div className={styles.release}>
      <ReleaseLine {...releases} />
      {children}
    </div>
  );
}

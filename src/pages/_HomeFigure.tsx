import type { ReactNode } from 'react';
import Lab from '../components/Lab/Lab.tsx';
import LiveMap from '../components/LiveMap/LiveMap.tsx';
import twoDomains from '../../topologies/two-domains/topology.ts';
import { Demo } from './_Demo.tsx';
import styles from './index.module.css';

/** The figure of the home page, with its words: a hub and a leaf, and a message to send from one to the other. */
export function HomeFigure({ guide, children }: { guide: string; children: ReactNode }) {
  return (
    <Lab topology={twoDomains}>
      <div className={styles.figure}>
        <div className={styles.intro}>{children}</div>
        <Demo guide={guide}>
          <div className={styles.map}>
            <LiveMap />
          </div>
        </Demo>
      </div>
    </Lab>
  );
}

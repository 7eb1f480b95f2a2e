import clsx from 'clsx';
import { useMemo } from 'react';
import { startingWith } from '../../lab/exercise/exercise.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import LiveMap from '../LiveMap/LiveMap.tsx';
import type { OwnMap } from '../LiveMap/own-map.ts';
import MapActions from './MapActions.tsx';
import MapAtRest from './MapAtRest.tsx';
import { useMapView } from './useMapView.ts';
import { useMoves } from './useMoves.ts';
import styles from './MapOfBench.module.css';

/** With more servers than this a map is drawn wide on a narrow page too, where it scrolls. */
const mostInARow = 6;

/** The map of the network as its files describe it; live once it runs. Its servers can be moved. */
export default function MapOfBench() {
  const { session } = useLab();
  const { state, configs } = useLabSnapshot();
  const tidy = useMemo(() => startingWith(session.topology, configs), [session, configs]);
  const { shown, isMoving, told, isTidy, handlers } = useMoves(tidy);
  const atRest = state.type === 'idle' || state.type === 'failed';
  const place = useMapView(tidy, atRest);
  const own: OwnMap = {
    topology: shown,
    sizedAs: tidy,
    wide: isMoving || !isTidy || tidy.servers.length > mostInARow,
    acts: (spot) => <MapActions key={`${spot.type} ${spot.name}`} spot={spot} />,
  };
  return (
    <>
      <div className={styles.bar}>
        {isMoving && (
          <span>Drag a server. Or go to it with Tab, and move it with the arrow keys.</span>
        )}
        <p role="status" className={styles.told}>
          {told}
        </p>
      </div>
      <div ref={place} className={clsx(styles.map, isMoving && styles.moving)} {...handlers}>
        {atRest ? <MapAtRest own={own} /> : <LiveMap own={own} />}
      </div>
    </>
  );
}

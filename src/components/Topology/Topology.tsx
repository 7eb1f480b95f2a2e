import clsx from 'clsx';
import { lazy, Suspense, useMemo, useState } from 'react';
import { startingWith } from '../../lab/exercise.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { TopologyMap, type Spot } from '../Map/index.ts';
import { linksOnMap, serversOnMap } from './live.ts';
import styles from './Topology.module.css';
import { useDebugLogs } from './useDebugLogs.ts';
import { useDetails } from './useDetails.ts';
import { useMarks } from './useMarks.ts';

/** Wanted only once the lab has been started. */
const Inspector = lazy(() => import(/* webpackChunkName: 'wire' */ './Inspector.tsx'));
const Narration = lazy(() => import(/* webpackChunkName: 'wire' */ './Narration.tsx'));

/** What the reader looks at more closely. */
export type Chosen = Spot | { type: 'message'; seq: number };

/**
 * The map of the lab: still until it is started, then what its servers and links are doing. Each
 * server and link is a button that opens what can be seen of it, and done to it.
 */
export default function Topology() {
  const { session, shownLink } = useLab();
  const snapshot = useLabSnapshot();
  const { servers: details, roundTrips } = useDetails(session);
  const [marks, onMarkDone] = useMarks(session);
  const [chosen, setChosen] = useState<Chosen>();
  useDebugLogs(session);
  const { configs } = snapshot;
  // A domain is drawn where the server has it now, which is not always where it is meant to be.
  const topology = useMemo(() => startingWith(session.topology, configs), [session, configs]);
  const { type } = snapshot.state;
  if (type === 'idle' || type === 'failed') {
    return (
      <div className={styles.map}>
        <TopologyMap topology={topology} />
      </div>
    );
  }
  const choose = (next: Chosen | undefined) => {
    setChosen(next);
    shownLink.set(next?.type === 'link' ? next.name : undefined);
  };
  const isChosen = (spot: Spot) => chosen?.type === spot.type && chosen.name === spot.name;
  return (
    <section aria-label="Topology" className={clsx(styles.map, styles.live)}>
      <TopologyMap
        topology={topology}
        servers={serversOnMap(snapshot, details)}
        links={linksOnMap(snapshot, roundTrips)}
        marks={marks}
        onMarkDone={onMarkDone}
        chosen={chosen?.type === 'message' ? undefined : chosen}
        onChoose={(spot) => choose(isChosen(spot) ? undefined : spot)}
        onCatch={({ id, kind }) => kind !== 'refused' && choose({ type: 'message', seq: id })}
      />
      <Suspense>
        <Narration />
        {chosen ? (
          <Inspector chosen={chosen} onClose={() => choose(undefined)} />
        ) : (
          <p className={styles.hint}>Choose a server or a link to look inside it or to break it.</p>
        )}
      </Suspense>
    </section>
  );
}

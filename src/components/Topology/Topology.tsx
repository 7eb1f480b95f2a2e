import clsx from 'clsx';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { startingWith } from '../../lab/exercise.ts';
import type { Refusal } from '../../lab/refusals.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import { TopologyMap, type MarkOnMap, type Spot } from '../Map/index.ts';
import { linksOnMap, serversOnMap } from './live.ts';
import styles from './Topology.module.css';
import { useDebugLogs } from './useDebugLogs.ts';
import { useDetails } from './useDetails.ts';
import { useHeight } from './useHeight.ts';
import { useMarks } from './useMarks.ts';
import { useSticky } from './useSticky.ts';

/** Wanted only once the lab has been started. */
const Inspector = lazy(() => import(/* webpackChunkName: 'wire' */ './Inspector.tsx'));
const Narration = lazy(() => import(/* webpackChunkName: 'wire' */ './Narration.tsx'));

/** What the reader looks at more closely. */
export type Chosen =
  | Spot
  | { type: 'message'; seq: number; count: number | undefined }
  | { type: 'refused'; id: number; refusals: readonly Refusal[] };

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
  const live = type !== 'idle' && type !== 'failed';
  const map = useRef<HTMLElement>(null);
  const sticky = useSticky(session, live);
  useHeight(map, sticky);
  if (!live) {
    return (
      <div className={styles.map}>
        <TopologyMap topology={topology} />
      </div>
    );
  }
  const show = (spot: Chosen | undefined) =>
    shownLink.set(spot?.type === 'link' ? spot.name : undefined);
  const choose = (next: Chosen | undefined) => {
    setChosen(next);
    show(next);
  };
  const isChosen = (spot: Spot) => chosen?.type === spot.type && chosen.name === spot.name;
  const caught = ({ id, count, refusals }: MarkOnMap) =>
    choose(refusals ? { type: 'refused', id, refusals } : { type: 'message', seq: id, count });
  return (
    <section ref={map} aria-label="Topology" className={clsx(styles.map, sticky && styles.sticky)}>
      <TopologyMap
        topology={topology}
        servers={serversOnMap(snapshot, details)}
        links={linksOnMap(snapshot, roundTrips)}
        marks={marks}
        onMarkDone={onMarkDone}
        chosen={chosen?.type === 'server' || chosen?.type === 'link' ? chosen : undefined}
        onChoose={(spot) => choose(isChosen(spot) ? undefined : spot)}
        onPoint={(spot) => show(spot ?? chosen)}
        onCatch={caught}
      />
      <Suspense>
        <Narration />
        {chosen && <Inspector chosen={chosen} onClose={() => choose(undefined)} />}
      </Suspense>
    </section>
  );
}

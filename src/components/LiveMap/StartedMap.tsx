import clsx from 'clsx';
import { useEffect, useRef, useState } from 'react';
import type { Topology } from '../../lab/topology/topology.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import TopologyMap from '../Map/TopologyMap.tsx';
import type { MarkOnMap, Spot } from '../Map/types.ts';
import type { Chosen } from './chosen.ts';
import Inspector from './Inspector.tsx';
import { linksOnMap, serversOnMap } from './live-map.ts';
import Narration from './Narration.tsx';
import styles from './LiveMap.module.css';
import { useDebugLogs } from './useDebugLogs.ts';
import { useDetails } from './useDetails.ts';
import { useHeight } from './useHeight.ts';
import { useMarks } from './useWireMarks.ts';
import { useSticky } from './useSticky.ts';

/**
 * The map of a lab that has been started, with the state of its servers and links. Each server and link
 * is a button that opens its inside and the actions on it.
 */
export default function StartedMap({ topology }: { topology: Topology }) {
  const { session, shownLink } = useLab();
  const snapshot = useLabSnapshot();
  const { servers: details, roundTrips, copies } = useDetails(session);
  const [marks, onMarkDone] = useMarks(session);
  const [chosen, setChosen] = useState<Chosen>();
  useDebugLogs(session);
  const map = useRef<HTMLElement>(null);
  const sticky = useSticky(session);
  useHeight(map, sticky);
  useEffect(() => () => shownLink.set(undefined), [shownLink]);
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
        links={linksOnMap(topology, snapshot, roundTrips)}
        copies={copies}
        marks={marks}
        onMarkDone={onMarkDone}
        chosen={chosen?.type === 'server' || chosen?.type === 'link' ? chosen : undefined}
        onChoose={(spot) => choose(isChosen(spot) ? undefined : spot)}
        onPoint={(spot) => show(spot ?? chosen)}
        onCatch={caught}
      />
      <Narration />
      {chosen && <Inspector chosen={chosen} onClose={() => choose(undefined)} />}
    </section>
  );
}

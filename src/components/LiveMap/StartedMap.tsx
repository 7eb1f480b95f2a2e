import clsx from 'clsx';
import { use, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Topology } from '../../lab/topology/topology.ts';
import { useLab, useLabSnapshot } from '../Lab/context.ts';
import TopologyMap from '../Map/TopologyMap.tsx';
import type { MarkOnMap, Spot } from '../Map/types.ts';
import { panelName, type Chosen } from './chosen.ts';
import Inspector from './Inspector.tsx';
import { linksOnMap, serversOnMap } from './live-map.ts';
import Narration from './Narration.tsx';
import styles from './LiveMap.module.css';
import type { OwnMap } from './own-map.ts';
import { PanelPlace } from './panel-place.ts';
import Strip from './Strip.tsx';
import { useDebugLogs } from './useDebugLogs.ts';
import { useDetails } from './useDetails.ts';
import { useHeight } from './useHeight.ts';
import { useMarks } from './useWireMarks.ts';
import { useSticky } from './useSticky.ts';

/**
 * The map of a lab that has been started, with the state of its servers and links. Each server and link
 * is a button that opens its inside and the actions on it.
 */
export default function StartedMap({
  topology,
  own,
}: {
  topology: Topology;
  own: OwnMap | undefined;
}) {
  const { session, shownLink } = useLab();
  const snapshot = useLabSnapshot();
  const { servers: details, roundTrips, copies } = useDetails(session);
  const [marks, onMarkDone] = useMarks(session);
  const [chosen, setChosen] = useState<Chosen>();
  const place = use(PanelPlace);
  useDebugLogs(session);
  const map = useRef<HTMLElement>(null);
  const sticky = useSticky(session);
  useHeight(map, sticky);
  useEffect(() => () => shownLink.set(undefined), [shownLink]);
  const openPanel = place?.open;
  useEffect(() => () => openPanel?.(undefined), [openPanel]);
  const show = (spot: Chosen | undefined) =>
    shownLink.set(spot?.type === 'link' ? spot.name : undefined);
  const choose = (next: Chosen | undefined) => {
    setChosen(next);
    show(next);
    openPanel?.(next && panelName(next));
  };
  const isChosen = (spot: Spot) => chosen?.type === spot.type && chosen.name === spot.name;
  const caught = ({ id, count, refusals }: MarkOnMap) =>
    choose(refusals ? { type: 'refused', id, refusals } : { type: 'message', seq: id, count });
  const shownServers = serversOnMap(snapshot, details);
  const shownLinks = linksOnMap(topology, snapshot, roundTrips);
  const panel = chosen && (
    <Inspector chosen={chosen} map={map} acts={own?.acts} onClose={() => choose(undefined)} />
  );
  const whole = (
    <section ref={map} aria-label="Topology" className={clsx(styles.map, sticky && styles.sticky)}>
      <TopologyMap
        topology={topology}
        sizedAs={own?.sizedAs}
        wide={own?.wide}
        servers={shownServers}
        links={shownLinks}
        copies={copies}
        marks={marks}
        onMarkDone={onMarkDone}
        chosen={chosen?.type === 'server' || chosen?.type === 'link' ? chosen : undefined}
        onChoose={(spot) => choose(isChosen(spot) && (place?.isShown ?? true) ? undefined : spot)}
        onPoint={(spot) => show(spot ?? chosen)}
        onCatch={caught}
      />
      <Narration />
      {place ? place.element && createPortal(panel, place.element) : panel}
    </section>
  );
  if (place || !sticky) return whole;
  return (
    <>
      {whole}
      <Strip map={map} topology={topology} servers={shownServers} links={shownLinks} />
    </>
  );
}

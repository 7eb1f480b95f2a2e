import clsx from 'clsx';
import { useMemo, type CSSProperties } from 'react';
import { lazyPart } from '../shared/lazy-part.ts';
import { layoutCompact, layoutWide } from './layout.ts';
import Sheet from './Sheet.tsx';
import Spots from './Spots.tsx';
import styles from './TopologyMap.module.css';
import type { MarkOnMap, TopologyMapProps } from './types.ts';
import { useJourneys, useReducedMotion, useTrail } from './useMarks.ts';
import { describe } from './map-words.ts';

/** Wanted only once something can cross. */
const Trail = lazyPart(undefined, () => import(/* webpackChunkName: 'wire' */ './Trail.tsx'));

const noMarks: MarkOnMap[] = [];

/**
 * The map of a topology. Without `servers` and `links` it is the still map, complete as built on the server.
 *
 * It is drawn twice, wide and compact, and a container query shows the one that stays legible: so the
 * right one is there before any script runs.
 */
export default function TopologyMap(props: TopologyMapProps) {
  const { topology, servers, links, marks = noMarks, onMarkDone, onCatch } = props;
  const { chosen, onChoose, onPoint } = props;
  const wide = useMemo(() => layoutWide(topology), [topology]);
  const compact = useMemo(() => layoutCompact(topology), [topology]);
  const calm = useReducedMotion();
  const stops = useTrail(marks);
  useJourneys(marks, onMarkDone);
  const sheet = {
    servers,
    links,
    marks,
    onCatch,
    trail: calm && servers ? stops : undefined,
    title: `Map of ${wide.stations.map(({ server }) => server.name).join(', ')}`,
    description: describe(topology, servers, links),
  };
  return (
    <div className={styles.map}>
      {[
        { layout: wide, className: styles.wide },
        { layout: compact, className: styles.compact },
      ].map(({ layout, className }) => (
        <div
          key={className}
          className={clsx(styles.sheet, className)}
          style={{ '--lw-map-ratio': layout.width / layout.height } as CSSProperties}
        >
          <Sheet {...sheet} layout={layout} />
          {onChoose && <Spots {...{ layout, servers, links, chosen, onChoose, onPoint }} />}
        </div>
      ))}
      {servers && (
        <Trail
          fallback={<div className={styles.trail} />}
          trail={stops}
          links={topology.links}
          calm={calm}
          onCatch={onCatch}
        />
      )}
    </div>
  );
}

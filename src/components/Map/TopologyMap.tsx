import { lazy, Suspense, useMemo } from 'react';
import { layoutCompact, layoutWide } from './layout.ts';
import { Sheet } from './Sheet.tsx';
import styles from './TopologyMap.module.css';
import type { MarkOnMap, TopologyMapProps } from './types.ts';
import { useJourneys, useReducedMotion, useTrail } from './useMarks.ts';
import { describe } from './words.ts';

/** Wanted only when something crosses. */
const Trail = lazy(() => import(/* webpackChunkName: 'wire' */ './Trail.tsx'));

const NO_MARKS: MarkOnMap[] = [];

/**
 * The map of a topology. Without `servers` and `links` it is the still map, complete as built on the server.
 *
 * It is drawn twice, wide and compact, and a container query shows the one that stays legible: so the
 * right one is there before any script runs.
 */
export function TopologyMap(props: TopologyMapProps) {
  const { topology, servers, links, marks = NO_MARKS, onMarkDone } = props;
  const wide = useMemo(() => layoutWide(topology), [topology]);
  const compact = useMemo(() => layoutCompact(topology), [topology]);
  const calm = useReducedMotion();
  const stops = useTrail(marks);
  useJourneys(marks, onMarkDone);
  const sheet = {
    servers,
    links,
    marks,
    trail: calm && servers ? stops : undefined,
    title: `Map of ${topology.servers.map(({ name }) => name).join(', ')}`,
    description: describe(topology, servers, links),
  };
  return (
    <div className={styles.map}>
      <Sheet {...sheet} layout={wide} className={styles.wide} />
      <Sheet {...sheet} layout={compact} className={styles.compact} />
      {calm && servers && (
        <Suspense>
          <Trail trail={stops} links={topology.links} />
        </Suspense>
      )}
    </div>
  );
}

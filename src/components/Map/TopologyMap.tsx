import clsx from 'clsx';
import { useMemo, useState, type CSSProperties } from 'react';
import { lazyPart } from '../shared/lazy-part.ts';
import { layoutCompact, layoutWide } from './layout.ts';
import { atStart } from './rest.ts';
import Sheet from './Sheet.tsx';
import Spots from './Spots.tsx';
import styles from './TopologyMap.module.css';
import type { MarkOnMap, TopologyMapProps } from './types.ts';
import { useJourneys, useReducedMotion, useTrail } from './useMarks.ts';
import { describe } from './map-words.ts';

/** Wanted only once something can cross. */
const Trail = lazyPart(undefined, () => import(/* webpackChunkName: 'wire' */ './Trail.tsx'));

/** Wanted only by who opens it. */
const Legend = lazyPart(
  'The legend',
  () => import(/* webpackChunkName: 'legend' */ './Legend.tsx'),
);

const noMarks: MarkOnMap[] = [];

/**
 * The map of a topology. Without `servers` it is the still map, complete as built on the server, and without `links`
 * these are as the configurations have them.
 *
 * It is drawn twice, wide and compact, and a container query shows the one that stays legible: so the
 * right one is there before any script runs.
 */
export default function TopologyMap(props: TopologyMapProps) {
  const { topology, sizedAs, servers, copies, marks = noMarks, onMarkDone, onCatch } = props;
  const { chosen, onChoose, onPoint } = props;
  const wide = useMemo(() => layoutWide(topology, sizedAs), [topology, sizedAs]);
  const compact = useMemo(
    () => (props.wide ? undefined : layoutCompact(topology)),
    [topology, props.wide],
  );
  const start = useMemo(() => atStart(topology), [topology]);
  const links = props.links ?? start;
  const calm = useReducedMotion();
  const { stops, quiet } = useTrail(marks);
  useJourneys(marks, onMarkDone);
  const sheet = {
    servers,
    links,
    copies,
    marks,
    onCatch,
    trail: calm && servers ? stops : undefined,
    title: `Map of ${wide.stations.map(({ server }) => server.name).join(', ')}`,
    description: describe(topology, servers, links, copies),
  };
  return (
    <div className={clsx(styles.map, props.wide && styles.scrolls)}>
      {[
        { layout: wide, className: styles.wide },
        ...(compact ? [{ layout: compact, className: styles.compact }] : []),
      ].map(({ layout, className }) => (
        <div key={className} className={styles.frame}>
          <div
            data-sheet={layout === wide ? 'wide' : undefined}
            className={clsx(styles.sheet, className)}
            style={
              {
                '--lw-map-ratio': layout.width / layout.height,
                '--lw-map-width': layout.width,
              } as CSSProperties
            }
          >
            <Sheet {...sheet} layout={layout} />
            {onChoose && <Spots {...{ layout, servers, links, chosen, onChoose, onPoint }} />}
          </div>
        </div>
      ))}
      {servers && (
        <Trail
          fallback={<div className={styles.trail} />}
          trail={stops}
          quiet={quiet}
          links={topology.links}
          calm={calm}
          onCatch={onCatch}
        />
      )}
      <Signs />
    </div>
  );
}

/** The legend, folded. */
function Signs() {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.signs} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>What the signs mean</summary>
      {open && <Legend />}
    </details>
  );
}

import { useId } from 'react';
import { lazyPart } from '../shared/lazy-part.ts';
import type { MapLayout } from './layout.ts';
import Road, { Gates } from './Road.tsx';
import styles from './Sheet.module.css';
import Station from './Station.tsx';
import { copyLines, type CopyLine } from './reels.ts';
import Territory from './Territory.tsx';
import type { CopyOnMap, LinkOnMap, TopologyMapProps } from './types.ts';
import type { Stop } from './useMarks.ts';

/** Wanted only when something crosses. */
const Marks = lazyPart(undefined, () => import(/* webpackChunkName: 'wire' */ './Marks.tsx'));

interface SheetProps extends Pick<TopologyMapProps, 'servers' | 'copies' | 'marks' | 'onCatch'> {
  layout: MapLayout;
  links: Record<string, LinkOnMap>;
  title: string;
  description: string;
  /** Drawn in place of moving marks. */
  trail: Stop[] | undefined;
}

const noCopies: CopyOnMap[] = [];

/** One drawing of the map. */
export default function Sheet(props: SheetProps) {
  const {
    layout,
    servers,
    links,
    copies = noCopies,
    marks = [],
    trail,
    title,
    description,
  } = props;
  const { width, height, fontSize, territories, roads, stations } = layout;
  const id = useId();
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      fontSize={fontSize}
      role="img"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-words`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-words`}>{description}</desc>
      <Neatline width={width} height={height} />
      {territories.map((territory) => (
        <Territory key={territory.domain} territory={territory} fontSize={fontSize} />
      ))}
      {roads.map((road) => (
        <Road key={road.link.name} road={road} state={links[road.link.name]!} />
      ))}
      {servers && <Copies lines={copyLines(stations, servers, copies)} />}
      {stations.map((station) => {
        const { name } = station.server;
        return <Station key={name} {...{ station, copies, fontSize }} live={servers?.[name]} />;
      })}
      {roads.map((road) => (
        <Gates
          key={road.link.name}
          road={road}
          state={links[road.link.name]!}
          knob={servers !== undefined}
        />
      ))}
      {(marks.length > 0 || trail) && (
        <Marks layout={layout} marks={marks} trail={trail} onCatch={props.onCatch} />
      )}
    </svg>
  );
}

/** The frame of an atlas page: two lines with a scale between them, the same number of parts at both ends. */
function Neatline({ width, height }: { width: number; height: number }) {
  const [w, h] = [width - 9, height - 9];
  const part = (length: number) => length / (2 * Math.round(length / 60) + 1);
  return (
    <g className={styles.neatline}>
      <rect x="1" y="1" width={width - 2} height={height - 2} />
      <rect x="8" y="8" width={width - 16} height={height - 16} />
      <path d={`M4.5 4.5h${w}M4.5 ${height - 4.5}h${w}`} strokeDasharray={part(w)} />
      <path d={`M4.5 4.5v${h}M${width - 4.5} 4.5v${h}`} strokeDasharray={part(h)} />
    </g>
  );
}

/** A thin line from each stream to its copy; dashed where nothing is copied, for its way is cut. */
export function Copies({ lines }: { lines: CopyLine[] }) {
  const arrow = useId();
  return (
    <g className={styles.mirrors}>
      <marker
        id={arrow}
        viewBox="0 0 8 8"
        refX="6"
        refY="4"
        markerWidth="7"
        markerHeight="7"
        orient="auto"
      >
        <path d="M0 0 8 4 0 8Z" />
      </marker>
      {lines.map(({ key, d, waits }) => (
        <path
          key={key}
          d={d}
          markerEnd={`url(#${arrow})`}
          className={waits ? styles.waits : undefined}
        />
      ))}
    </g>
  );
}

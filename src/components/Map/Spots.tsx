import type { CSSProperties } from 'react';
import type { Rect } from './geometry.ts';
import type { MapLayout } from './layout.ts';
import { along } from './road.ts';
import type { MapRoad } from './roads.ts';
import styles from './Spots.module.css';
import type { LinkOnMap, Spot, TopologyMapProps } from './types.ts';
import { stateWords } from './map-words.ts';

interface SpotsProps extends Pick<TopologyMapProps, 'servers' | 'chosen' | 'onPoint'> {
  links: Record<string, LinkOnMap>;
  layout: MapLayout;
  onChoose: (spot: Spot) => void;
}

/** Half the side of a link's button, in map units. */
const reach = 13;

/** The buttons of a map: one over each station, one in the middle of each road. */
export default function Spots({ layout, servers, links, chosen, onChoose, onPoint }: SpotsProps) {
  const left = () => onPoint?.(undefined);
  const styleOf = ({ x, y, w, h }: Rect): CSSProperties => ({
    insetInlineStart: `${(100 * x) / layout.width}%`,
    insetBlockStart: `${(100 * y) / layout.height}%`,
    inlineSize: `${(100 * w) / layout.width}%`,
    blockSize: `${(100 * h) / layout.height}%`,
  });
  const spot = ({ type, name, label }: Spot & { label: string }, words: string, rect: Rect) => (
    <button
      key={label}
      type="button"
      className={styles[type]}
      data-spot={`${type} ${name}`}
      style={styleOf(rect)}
      aria-label={`${label}: ${words}`}
      aria-pressed={chosen?.type === type && chosen.name === name}
      // The second half of a double click does not take back the first.
      onClick={({ detail }) => detail > 1 || onChoose({ type, name })}
      onPointerEnter={() => onPoint?.({ type, name })}
      onPointerLeave={left}
      onFocus={() => onPoint?.({ type, name })}
      onBlur={left}
    />
  );
  return (
    <>
      {layout.stations
        .filter(({ server }) => !server.elsewhere)
        .map(({ server, rect }) =>
          spot(
            { type: 'server', name: server.name, label: `Server ${server.name}` },
            stateWords(server, servers?.[server.name]),
            rect,
          ),
        )}
      {layout.roads.map((road) =>
        spot(
          {
            type: 'link',
            name: road.link.name,
            label: `Link ${road.link.name}${kindIn(layout, road)}`,
          },
          links[road.link.name]!.words || 'at rest',
          middleOf(road),
        ),
      )}
    </>
  );
}

/** What kind of link it is, where another has its name: a leaf connection may have the ends of a route. */
function kindIn({ roads }: MapLayout, { link: { name, kind } }: MapRoad): string {
  const isAlone = roads.filter(({ link }) => link.name === name).length === 1;
  return isAlone
    ? ''
    : ` (${{ leaf: 'leaf connection', route: 'route', gateway: 'gateway' }[kind]})`;
}

function middleOf(road: MapRoad): Rect {
  const { x, y } = along(road, 0.5);
  return { x: x - reach, y: y - reach, w: 2 * reach, h: 2 * reach };
}
